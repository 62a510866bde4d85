import { reportedVersion } from '../workers/reported-version.js';
import { type GaugeSpec, single } from './gauge-spec.js';
import type { ScrapeFacts } from './scrape-facts.js';

/** SMTP policies: how far a rollout is, and what the workers really run. */
export const POLICY_GAUGES: readonly GaugeSpec[] = [
  single(
    'engine_room_policy_rollout_percent',
    'Share of the fleet that is told the active version; absent when no version is active',
    ({ policies: { percent } }) => percent,
  ),
  {
    name: 'engine_room_policy_version_workers',
    help: 'Live workers by the version they say they run: active, stable (outside a canary), other or none',
    labels: ['runs'],
    samples: (facts) => Object.entries(countsOf(facts)).map(([runs, value]) => ({ labels: { runs }, value })),
  },
];

/** Versions are free text that workers send: four words keep the series few. */
function countsOf({ liveWorkers, policies: { active, stable } }: ScrapeFacts): Readonly<Record<string, number>> {
  const counts = { active: 0, stable: 0, other: 0, none: 0 };
  for (const { record } of liveWorkers) {
    const version = reportedVersion(record.report);
    if (version === null) counts.none += 1;
    else if (version === active) counts.active += 1;
    else if (version === stable) counts.stable += 1;
    else counts.other += 1;
  }
  return counts;
}
