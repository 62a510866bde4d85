import { CATALOGUE, type MetricEntry } from './metric-catalogue.js';
import { WORKER_GAUGES } from './worker-gauges.js';

const PER_WORKER: ReadonlySet<string> = new Set(WORKER_GAUGES.map(({ name }) => name));

const HEAD = `# Metrics

\`GET /metrics\` needs a viewer's or an operator's token; in Prometheus that is \`authorization: { credentials: … }\`. Values
are computed from memory when they are asked for, without Redis. Besides these there are Node's own (\`process_*\`,
\`nodejs_*\`).

- The names \`go_control_plane_*\` are those of the former service, so that dashboards stay.
- What cannot be measured is absent rather than 0: use \`absent()\` in alerts. The former service showed 0.
- \`engine_internal_api_*\` and \`engine_provision_bundle_*\` belong to the client of the Laravel application.
- Routes are patterns and pools are at most 500, so that series stay few.

This page is written from the code: \`node dist/apps/control-plane/src/metrics/write-metrics-reference.js\` after a build, at
the top of the repository.`;

/** `docs/metrics.md`. */
export function metricsPage(): string {
  const always = CATALOGUE.filter(({ name }) => !PER_WORKER.has(name));
  const perWorker = CATALOGUE.filter(({ name }) => PER_WORKER.has(name));
  return [
    HEAD,
    '## Always',
    always.map(line).join('\n'),
    '## With `PER_WORKER_METRICS_ENABLED`',
    `${perWorker.map(line).join('\n')}\n`,
  ].join('\n\n');
}

function line({ name, type, labels, help }: MetricEntry): string {
  const series = labels.length === 0 ? '' : ` {${labels.join(', ')}}`;
  return `- \`${name}${series}\` (${type}): ${help}.`;
}
