import {
  CANARY_MEASURES,
  type CanaryMeasure,
  type CanaryPoint,
  type CanaryView,
  PROVIDERS,
  type Provider,
} from '@app/contracts';
import type { Counts } from '../../common/rates/counts.js';
import { shares, standardised } from '../../common/rates/rate-difference.js';
import { CONFIDENCE } from '../../common/rates/student-quantile.js';
import { wireTime } from '../../common/wire-time.js';
import type { JudgedCanary } from './canary-judge.js';
import type { CanarySlice } from './canary-slices.js';
import type { VerdictSettings } from './canary-verdict.js';
import { NOTHING, type ProviderTallies, countsOf } from './tally.js';

/** The canary as pages show it; `judged` is null when nothing is on its way. */
export function canaryView(
  judged: JudgedCanary | null,
  stable: string | null,
  { minimumSample, minimumWorkers }: VerdictSettings,
): CanaryView {
  const asked = { minimum_sample: minimumSample, minimum_workers: minimumWorkers, confidence: CONFIDENCE };
  if (judged === null) {
    const nothing = { version: null, stable_version: stable, percent: 0, since: null, overall: null };
    return { ...nothing, ...asked, providers: [], points: [], summary: 'Nothing is on its way.' };
  }
  const { figures, verdict } = judged;
  const { version, percent } = figures.step;
  return {
    version,
    stable_version: figures.step.stable,
    percent,
    since: wireTime(figures.since),
    ...asked,
    // Its measures are those of the total; its verdict counts the providers too.
    overall: { ...verdict.all, verdict: verdict.verdict },
    providers: verdict.providers,
    points: figures.slices.slices.flatMap(pointsOf),
    summary: `${version} at ${percent} %: ${verdict.verdict}. ${verdict.because}.`,
  };
}

function pointsOf(slice: CanarySlice): CanaryPoint[] {
  const present = PROVIDERS.filter((provider) => slice.cohort[provider] ?? slice.rest[provider]);
  return [pointOf(slice, 'all', present), ...present.map((provider) => pointOf(slice, provider, [provider]))];
}

function pointOf(slice: CanarySlice, name: CanaryPoint['provider'], providers: readonly Provider[]): CanaryPoint {
  const rates = Object.fromEntries(CANARY_MEASURES.map((measure) => [measure, ratesOf(slice, providers, measure)]));
  const side = (index: 0 | 1) =>
    Object.fromEntries(CANARY_MEASURES.map((measure) => [measure, rates[measure]?.[index] ?? null]));
  return {
    at: wireTime(slice.at),
    provider: name,
    cohort_sample: probed(countsIn(slice.cohort, providers, 'unknown_rate')),
    rest_sample: probed(countsIn(slice.rest, providers, 'unknown_rate')),
    cohort: side(0) as CanaryPoint['cohort'], // one of each measure
    rest: side(1) as CanaryPoint['rest'],
  };
}

/** Both rates; the rest's with the cohort's mix of providers where both have all of them, as the verdict weighs it. */
function ratesOf(
  slice: CanarySlice,
  providers: readonly Provider[],
  measure: CanaryMeasure,
): readonly [cohort: number | null, rest: number | null] {
  const cohort = countsIn(slice.cohort, providers, measure);
  const rest = countsIn(slice.rest, providers, measure);
  const isBoth = cohort.map((counts, i) => counts.probed > 0 && (rest[i]?.probed ?? 0) > 0);
  const common = (strata: readonly Counts[]) => strata.filter((_, i) => isBoth[i]);
  if (!isBoth.includes(true)) return [rateOf(cohort), rateOf(rest)];
  const mix = shares(common(cohort));
  return [standardised(common(cohort), mix), standardised(common(rest), mix)];
}

function countsIn(tallies: ProviderTallies, providers: readonly Provider[], measure: CanaryMeasure): Counts[] {
  return providers.map((provider) => countsOf(tallies[provider] ?? NOTHING, measure));
}

function probed(strata: readonly Counts[]): number {
  return strata.reduce((sum, counts) => sum + counts.probed, 0);
}

function rateOf(strata: readonly Counts[]): number | null {
  const total = probed(strata);
  return total === 0 ? null : strata.reduce((sum, { hits }) => sum + hits, 0) / total;
}
