import {
  CANARY_MEASURES,
  type CanaryMeasure,
  type MeasureVerdict,
  PROVIDERS,
  type Provider,
  type ProviderVerdict,
  type VerdictWord,
} from '@app/contracts';
import { type SideColumns, workersIn } from '../../common/rates/worker-spread.js';
import type { CanaryFigures } from './canary-ledger.js';
import { CanaryTable } from './canary-table.js';
import { heldMeasure, isClearFailure, judgeMeasure } from './measure-verdict.js';
import { type Minimum, type Sizes, missingOf, sizesOf } from './sample-size.js';
import { type Heard, chanceOfSilence } from './silent-cohort.js';

/** What is asked of a canary. Rates 0..1. */
export interface VerdictSettings extends Minimum {
  readonly thresholds: Readonly<Record<CanaryMeasure, number>>;
}

/** What is known besides the counts. */
export interface VerdictCircumstances {
  /** Providers that nobody probes now: their figures tell nothing of a policy. */
  readonly unprobed: ReadonlySet<Provider>;
  readonly heard: { readonly cohort: Heard; readonly rest: Heard };
}

export interface CanaryVerdict {
  readonly verdict: VerdictWord;
  readonly because: string;
  /** All providers together, the rest weighed by the cohort's mix of them. */
  readonly all: ProviderVerdict;
  /** `all` is surely worse by half of what is allowed. */
  readonly isClearFailure: boolean;
  readonly providers: readonly ProviderVerdict[];
}

/** Below this a provider's rate is too uneven to be weighed into the total. */
const LEAST_IN_TOTAL = 30;
/** Silence that is rarer than this by chance is the candidate's doing. It only holds, so 1 % is enough. */
const UNLIKELY = 0.01;

/** The verdict on one step of a canary, from what both sides did over the same time. */
export function judgeCanary(
  figures: Pick<CanaryFigures, 'cohort' | 'rest' | 'habits'>,
  settings: VerdictSettings,
  { unprobed, heard }: VerdictCircumstances,
): CanaryVerdict {
  const table = new CanaryTable(figures);
  const present = PROVIDERS.filter((provider) => isPresent(sizesOf(table, [provider])));
  const providers = present.map((provider) =>
    unprobed.has(provider)
      ? unjudged(provider, table, [provider], settings, 'Nobody probes it in its present mode')
      : judged(provider, table, [provider], settings),
  );
  const probedNow = present.filter((provider) => !unprobed.has(provider));
  const all = judged('all', table, table.comparable('unknown_rate', probedNow, LEAST_IN_TOTAL), settings);
  const isClear = all.measures.some(isClearFailure);
  return { ...overall(all, providers, heard), all, isClearFailure: isClear, providers };
}

function isPresent({ cohort_workers, rest_workers }: Sizes): boolean {
  return cohort_workers + rest_workers > 0;
}

function overall(
  all: ProviderVerdict,
  providers: readonly ProviderVerdict[],
  heard: VerdictCircumstances['heard'],
): Pick<CanaryVerdict, 'verdict' | 'because'> {
  const failed = [all, ...providers].find(({ verdict }) => verdict === 'fail');
  if (failed !== undefined) return { verdict: 'fail', because: `${nameOf(failed)}: ${whyOf(failed, 'fail')}` };
  const { cohort, rest } = heard;
  if (chanceOfSilence(cohort, rest) < UNLIKELY) {
    const others = `${rest.silent} of ${rest.workers} others`;
    const counts = `${cohort.silent} of ${cohort.workers} workers of the cohort, ${others}`;
    return { verdict: 'hold', because: `Workers that run the candidate fall silent: ${counts}` };
  }
  if (all.verdict === 'hold') return { verdict: 'hold', because: `${nameOf(all)}: ${whyOf(all, 'hold')}` };
  const small = providers.filter(({ verdict }) => verdict === 'hold').map(({ provider }) => provider);
  const aside = small.length === 0 ? '' : `; ${small.join(', ')} cannot be told alone and count in the total`;
  return { verdict: 'pass', because: `${nameOf(all)}: ${whyOf(all, 'pass')}${aside}` };
}

function nameOf({ provider }: ProviderVerdict): string {
  return provider === 'all' ? 'All providers together' : provider;
}

/** The measure that made the verdict, with its figures. */
export function whyOf({ measures }: ProviderVerdict, word: VerdictWord): string {
  const made = measures.find(({ verdict }) => verdict === word);
  return made === undefined ? 'nothing to judge' : `${made.measure.replaceAll('_', ' ')}. ${made.because}`;
}

function judged(
  name: ProviderVerdict['provider'],
  table: CanaryTable,
  providers: readonly Provider[],
  settings: VerdictSettings,
): ProviderVerdict {
  const sizes = sizesOf(table, providers);
  const missing = missingOf(sizes, settings);
  if (missing !== null) return unjudged(name, table, providers, settings, missing);
  const measures = CANARY_MEASURES.map((measure) => measured(measure, table, providers, settings, sizes));
  return { provider: name, verdict: together(measures), measures, ...sizes };
}

function measured(
  measure: CanaryMeasure,
  table: CanaryTable,
  providers: readonly Provider[],
  { thresholds, minimumWorkers }: VerdictSettings,
  { cohort_workers, rest_workers }: Sizes,
): MeasureVerdict {
  const threshold = thresholds[measure];
  const reported = table.comparable(measure, providers, 1);
  if (reported.length === 0) return heldMeasure(measure, threshold, 'Workers do not report it');
  const sides = table.sidesOf(measure, reported);
  const areMost = (side: SideColumns, workers: number) => workersIn(side) >= Math.max(minimumWorkers, workers / 2);
  if (!areMost(sides.cohort, cohort_workers) || !areMost(sides.rest, rest_workers)) {
    return heldMeasure(measure, threshold, 'Only some workers report it, who do not speak for the others');
  }
  return judgeMeasure(measure, sides, threshold);
}

/** A measure that workers do not report, or only a few of them, neither passes nor holds anything. */
function together(measures: readonly MeasureVerdict[]): VerdictWord {
  const reported = measures.filter(({ measure, cohort }) => measure !== 'policy_blocked_rate' || cohort !== null);
  if (reported.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return reported.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'hold';
}

function unjudged(
  name: ProviderVerdict['provider'],
  table: CanaryTable,
  providers: readonly Provider[],
  { thresholds }: VerdictSettings,
  because: string,
): ProviderVerdict {
  const measures = CANARY_MEASURES.map((measure) => heldMeasure(measure, thresholds[measure], because));
  return { provider: name, verdict: 'hold', measures, ...sizesOf(table, providers) };
}
