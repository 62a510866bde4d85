import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import { HeartbeatCounters, type HeartbeatOutcome } from '../workers/heartbeat-counters.js';

/** What is published about beats. */
export const BEAT_METRICS = {
  total: {
    name: 'engine_room_heartbeats_total',
    type: 'counter',
    labels: ['outcome'],
    help: 'Beats: answered, invalid (400, 413), refused (401, 403, 429) or unavailable (5xx)',
  },
  duration: {
    name: 'engine_room_heartbeat_duration_seconds',
    type: 'histogram',
    labels: [],
    help: 'From the head of a beat to its answer, its body included',
  },
  unknownFields: {
    name: 'engine_room_heartbeat_unknown_fields_total',
    type: 'counter',
    labels: [],
    help: 'Fields in beats that nobody knows; they are tolerated',
  },
  clampedRates: {
    name: 'engine_room_heartbeat_clamped_rates_total',
    type: 'counter',
    labels: [],
    help: 'Rates in beats that were outside 0..1 and were cut',
  },
} as const;

const OUTCOMES: readonly HeartbeatOutcome[] = ['answered', 'invalid', 'refused', 'unavailable'];
const BUCKETS_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** Observes every beat. Children are bound once: this runs thousands of times a second. */
@Injectable()
export class HeartbeatMetrics {
  constructor(registry: Registry, counters: HeartbeatCounters) {
    const registers = [registry];
    const total = new Counter({ ...described(BEAT_METRICS.total), labelNames: ['outcome'], registers });
    const byOutcome = new Map(OUTCOMES.map((outcome) => [outcome, total.labels(outcome)]));
    for (const child of byOutcome.values()) child.inc(0); // a counter that begins with its first increment hides it
    const duration = new Histogram({ ...described(BEAT_METRICS.duration), buckets: BUCKETS_SECONDS, registers });
    counters.observedBy((outcome, durationMs) => {
      byOutcome.get(outcome)?.inc();
      duration.observe(durationMs / 1_000);
    });
    mirrored(registry, BEAT_METRICS.unknownFields, () => counters.unknownFields);
    mirrored(registry, BEAT_METRICS.clampedRates, () => counters.clampedRates);
  }
}

/** A counter whose count is kept elsewhere. */
function mirrored(
  registry: Registry,
  entry: { readonly name: string; readonly help: string },
  count: () => number,
): void {
  new Counter({
    ...described(entry),
    registers: [registry],
    collect() {
      this.reset();
      this.inc(count());
    },
  });
}

function described({ name, help }: { readonly name: string; readonly help: string }) {
  return { name, help };
}
