import { Injectable } from '@nestjs/common';
import { LaravelTraffic, type LaravelTrafficFigures } from '@app/laravel-client';
import { Counter, Gauge, Registry } from 'prom-client';

/** What is published about calls to Laravel; the first four names are the former service's (contract, section 10). */
export const LARAVEL_METRICS = {
  requests: {
    name: 'engine_internal_api_requests_total',
    type: 'counter',
    labels: ['action', 'status_class'],
    help: 'Attempts to call Laravel',
  },
  failures: {
    name: 'engine_internal_api_failures_total',
    type: 'counter',
    labels: ['action', 'status_class', 'error_code'],
    help: 'Failed attempts by status class; and again with status_class="error" by error code',
  },
  bundleSum: {
    name: 'engine_provision_bundle_duration_ms_sum',
    type: 'counter',
    labels: [],
    help: 'Milliseconds that the creation of bundles took, failed ones included',
  },
  bundleCount: {
    name: 'engine_provision_bundle_duration_ms_count',
    type: 'counter',
    labels: [],
    help: 'Creations of bundles, failed ones included',
  },
  retries: {
    name: 'engine_room_laravel_retries_total',
    type: 'counter',
    labels: ['action'],
    help: 'Reads that were tried again',
  },
  unsent: {
    name: 'engine_room_laravel_unsent_total',
    type: 'counter',
    labels: ['action', 'reason'],
    help: 'Calls that were not sent: not configured, circuit open, or too many at once',
  },
  inFlight: {
    name: 'engine_room_laravel_in_flight',
    type: 'gauge',
    labels: [],
    help: 'Calls to Laravel under way',
  },
  breaker: {
    name: 'engine_room_laravel_circuit_open',
    type: 'gauge',
    labels: ['side'],
    help: 'Whether Laravel is left alone after failures: 1, half open 0.5, else 0',
  },
} as const;

const BREAKER_VALUE = { closed: 0, half_open: 0.5, open: 1 } as const;

type Labels = Readonly<Record<string, string>>;
type Values = (figures: LaravelTrafficFigures) => readonly { readonly labels: Labels; readonly value: number }[];

/** Publishes what the client counts. It is read when somebody asks for the page. */
@Injectable()
export class LaravelMetrics {
  constructor(registry: Registry, traffic: LaravelTraffic) {
    const publish = (metric: (typeof LARAVEL_METRICS)[keyof typeof LARAVEL_METRICS], values: Values): void => {
      const { name, help, labels } = metric;
      const options = { name, help, labelNames: [...labels], registers: [registry] };
      const figures = () => values(traffic.figures());
      if (metric.type === 'gauge') {
        new Gauge({
          ...options,
          collect() {
            for (const { labels: of, value } of figures()) this.set(of, value);
          },
        });
        return;
      }
      new Counter({
        ...options,
        collect() {
          this.reset();
          for (const { labels: of, value } of figures()) this.inc(of, value);
        },
      });
    };
    publish(LARAVEL_METRICS.requests, ({ requests }) => requests.map(byStatus));
    publish(LARAVEL_METRICS.failures, ({ failures, failureCodes }) => [
      ...failures.map(byStatus),
      ...failureCodes.map(({ action, errorCode, count }) => ({
        labels: { action, status_class: 'error', error_code: errorCode },
        value: count,
      })),
    ]);
    publish(LARAVEL_METRICS.bundleSum, ({ bundleDurationMs }) => [{ labels: {}, value: bundleDurationMs.sum }]);
    publish(LARAVEL_METRICS.bundleCount, ({ bundleDurationMs }) => [{ labels: {}, value: bundleDurationMs.count }]);
    publish(LARAVEL_METRICS.retries, ({ retries }) =>
      retries.map(({ action, count }) => ({ labels: { action }, value: count })),
    );
    publish(LARAVEL_METRICS.unsent, ({ unsent }) =>
      unsent.map(({ action, reason, count }) => ({ labels: { action, reason }, value: count })),
    );
    publish(LARAVEL_METRICS.inFlight, ({ inFlight }) => [{ labels: {}, value: inFlight }]);
    publish(LARAVEL_METRICS.breaker, ({ breakers }) =>
      Object.entries(breakers).map(([side, state]) => ({ labels: { side }, value: BREAKER_VALUE[state] })),
    );
  }
}

function byStatus({ action, statusClass, count }: LaravelTrafficFigures['requests'][number]) {
  return { labels: { action, status_class: statusClass }, value: count };
}
