import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeartbeatRequest } from '@app/contracts';
import { seededRandom } from '../random.js';
import { roster } from '../roster.js';
import { ORDINARY } from '../scenario/effects.js';
import { heartbeatBody } from './heartbeat-body.js';
import { polled } from './obedience.js';
import { worked } from './simulated-worker.js';
import { STARTED, type WorkerState } from './worker-state.js';

/** Bodies that real workers sent. */
const RECORDED = readFileSync(join(import.meta.dirname, 'testing/recorded-heartbeats.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as HeartbeatRequest);

const fleet = roster(6, ['edge-eu', 'edge-us', 'warm-1']);

/** A body of each simulated worker after each of many stretches of work. */
function simulatedBodies(): readonly HeartbeatRequest[] {
  return fleet.flatMap((identity, index) => {
    const random = seededRandom(index);
    let state: WorkerState = polled(STARTED, { data: { policy_engine_enabled: true, active_version: 'v4.2.0' } });
    return Array.from({ length: 60 }, () => {
      state = worked(state, identity, ORDINARY, 5, random);
      return heartbeatBody(identity, state, random);
    });
  });
}

/** Paths of all keys in the order they are written; list items and map entries by the place they have. */
function keysOf(body: HeartbeatRequest): readonly string[] {
  const maps = ['unknown_reason_tags', 'reason_tag_counters'];
  return Object.entries(body).flatMap(([key, value]) => {
    const inner = Array.isArray(value) ? value : [value];
    const nested = inner.flatMap((item: unknown) =>
      typeof item === 'object' && item !== null && !maps.includes(key)
        ? Object.entries(item).flatMap(([name, deep]: [string, unknown]) => [
            `${key}.${name}`,
            ...(typeof deep === 'object' && deep !== null
              ? Object.keys(deep).map((end) => `${key}.${name}.${end}`)
              : []),
          ])
        : [],
    );
    return [key, ...nested];
  });
}

/** Which key was seen before which; a cycle would be two bodies that disagree about an order. */
function orderOf(bodies: readonly HeartbeatRequest[]): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const body of bodies) {
    for (const level of [Object.keys(body), ...objectsIn(body).map((object) => Object.keys(object))]) {
      level.forEach((first, index) => level.slice(index + 1).forEach((second) => pairs.add(`${first} < ${second}`)));
    }
  }
  return pairs;
}

function objectsIn(value: unknown): readonly object[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('the body of a simulated beat', () => {
  const simulated = simulatedBodies();

  it('of a fresh worker is the one that a fresh real worker sent', () => {
    const identity = {
      workerId: '101',
      host: 'probe-eu-1',
      ipAddress: '198.51.100.11',
      pool: 'edge-eu',
      affinity: null,
    };
    expect(JSON.stringify(heartbeatBody(identity, STARTED, () => 0))).toBe(JSON.stringify(RECORDED[0]));
  });

  it('has no key that real workers do not send, and in time all they do', () => {
    const real = new Set(RECORDED.flatMap(keysOf));
    const ours = new Set(simulated.flatMap(keysOf));
    // real as well (worker behaviour, section 3.1), but no screening chunk failed and no retry left its pool in these few
    const unseen = ['stage_metrics.screening.errors', 'routing_metrics.same_pool_avoid_total'];
    expect([...ours].filter((key) => !real.has(key) && !unseen.includes(key))).toEqual([]);
    expect([...real].filter((key) => !ours.has(key))).toEqual([]);
  });

  it('writes keys in the order of real workers', () => {
    const contradictions = [...orderOf(simulated)].filter((pair) => {
      const [first, second] = pair.split(' < ');
      return orderOf(RECORDED).has(`${second} < ${first}`);
    });
    expect(contradictions).toEqual([]);
  });

  it.each([
    ['recorded', RECORDED],
    ['simulated', simulated],
  ])('leaves out what is zero or empty, and agrees with itself (%s)', (_whose, bodies) => {
    for (const body of bodies) {
      expect(numbersIn(body).every((number) => number > 0)).toBe(true);
      const probed = body.stage_metrics?.smtp_probe?.processed ?? 0;
      expect(body.attempt_route_metrics?.['attempts_total'] ?? 0).toBe(probed);
      const tempfailed = Math.round((body.smtp_metrics?.tempfail_rate ?? 0) * probed);
      expect(body.session_metrics?.['throttle_applied_total'] ?? 0).toBe(tempfailed);
      const rejected = Math.round((body.smtp_metrics?.reject_rate ?? 0) * probed);
      expect(body.reason_tag_counters?.['mailbox_not_found'] ?? 0).toBeLessThanOrEqual(rejected);
      const decided = body.reason_tag_counters?.['mailbox_not_found'];
      const all = { ...body.unknown_reason_tags, ...(decided ? { mailbox_not_found: decided } : {}) };
      expect(body.reason_tag_counters ?? {}).toEqual(all);
      expect(body.provider_metrics?.length).not.toBe(0);
    }
  });

  it('changes the order of the providers from beat to beat', () => {
    const orders = simulated.map(({ provider_metrics: list = [] }) => list.map(({ provider }) => provider).join());
    expect(new Set(orders).size).toBeGreaterThan(8);
  });

  it('never counts backwards while the process lives', () => {
    const [first] = fleet;
    const processed = simulated
      .filter((body) => body.worker_id === first?.workerId)
      .map((body) => body.stage_metrics?.smtp_probe?.processed ?? 0);
    expect([...processed].sort((a, b) => a - b)).toEqual(processed);
  });
});
