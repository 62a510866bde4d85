import { type GaugeSpec, single } from './gauge-spec.js';

/** The fleet as a whole (contract, section 10). */
export const FLEET_GAUGES: readonly GaugeSpec[] = [
  single('go_control_plane_workers_active', 'Live workers', ({ overview }) => overview.totals.workers_live),
  single('go_control_plane_pools_known', 'Known pools', ({ overview }) => overview.pools.length),
  single(
    'go_control_plane_desired_workers_total',
    'Sum of desired counts of all pools',
    ({ overview }) => overview.totals.desired_total,
  ),
  single(
    'go_control_plane_error_rate_total_per_min',
    'Failed chunks a minute of all live workers; absent until one has a window',
    ({ overview }) => overview.totals.errors_per_minute,
  ),
  single(
    'go_control_plane_error_rate_avg_per_min',
    'Failed chunks a minute per live worker; absent until one has a window',
    ({ overview: { totals } }) =>
      totals.errors_per_minute === null || totals.workers_live === 0
        ? null
        : totals.errors_per_minute / totals.workers_live,
  ),
  single(
    'go_control_plane_incidents_active',
    'Conditions that are wrong now',
    ({ overview }) => overview.conditions.length,
  ),
  {
    name: 'engine_room_workers',
    help: 'Known workers by whether they are heard: live, late or silent',
    labels: ['presence'],
    samples: ({ overview: { totals } }) => [
      { labels: { presence: 'live' }, value: totals.workers_live },
      { labels: { presence: 'late' }, value: totals.workers_known - totals.workers_live - totals.workers_silent },
      { labels: { presence: 'silent' }, value: totals.workers_silent },
    ],
  },
  single(
    'engine_room_workers_quarantined',
    'Quarantined workers',
    ({ overview }) => overview.totals.workers_quarantined,
  ),
  single(
    'engine_room_workers_converging',
    'Live workers that say something else than they are told',
    ({ overview }) => overview.totals.workers_converging,
  ),
  {
    name: 'engine_room_conditions',
    help: 'Conditions that are wrong now, by severity',
    labels: ['severity'],
    samples: ({ overview }) =>
      ['critical', 'warning', 'info'].map((severity) => ({
        labels: { severity },
        value: overview.conditions.filter((condition) => condition.severity === severity).length,
      })),
  },
];
