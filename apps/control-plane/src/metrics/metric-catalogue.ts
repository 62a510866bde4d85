import { FLEET_GAUGES } from './fleet-gauges.js';
import type { GaugeSpec } from './gauge-spec.js';
import { BEAT_METRICS } from './heartbeat-metrics.js';
import { REQUEST_DURATION } from './http-metrics.js';
import { LARAVEL_METRICS } from './laravel-metrics.js';
import { POLICY_GAUGES } from './policy-gauges.js';
import { POOL_GAUGES } from './pool-gauges.js';
import { PROBE_GAUGES } from './probe-gauges.js';
import { PROVIDER_GAUGES } from './provider-gauges.js';
import { ROUTING_GAUGES } from './routing-gauges.js';
import { SERVICE_GAUGES } from './service-gauges.js';
import { WORKER_GAUGES } from './worker-gauges.js';

/** The gauges every replica publishes. */
export const FLEET_WIDE_GAUGES: readonly GaugeSpec[] = [
  ...FLEET_GAUGES,
  ...POOL_GAUGES,
  ...PROVIDER_GAUGES,
  ...POLICY_GAUGES,
  ...PROBE_GAUGES,
  ...ROUTING_GAUGES,
  ...SERVICE_GAUGES,
];

/** A metric as people look it up. */
export interface MetricEntry {
  readonly name: string;
  readonly type: 'gauge' | 'counter' | 'histogram';
  readonly labels: readonly string[];
  readonly help: string;
}

/** Everything there is besides Node's own metrics; the last ones only when series a worker are asked for. */
export const CATALOGUE: readonly MetricEntry[] = [
  ...FLEET_WIDE_GAUGES.map(gaugeEntry),
  ...Object.values(BEAT_METRICS),
  REQUEST_DURATION,
  ...Object.values(LARAVEL_METRICS),
  ...WORKER_GAUGES.map(gaugeEntry),
];

function gaugeEntry({ name, labels, help }: GaugeSpec): MetricEntry {
  return { name, type: 'gauge', labels, help };
}
