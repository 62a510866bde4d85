import type { CanaryMeasure, MeasureVerdict, VerdictWord } from '@app/contracts';
import { type RateDifference, compareSides } from '../../common/rates/rate-difference.js';
import type { Sides } from './canary-table.js';
import { figuresOf, percentOf } from './verdict-words.js';

/**
 * One measure of the cohort against the concurrent rest. `fail`: surely worse, and by at least half of what is allowed
 * (with many probes the smallest difference is sure). `pass`: surely not worse than allowed. `hold`: neither.
 */
export function judgeMeasure(measure: CanaryMeasure, { cohort, rest }: Sides, threshold: number): MeasureVerdict {
  const found = compareSides(cohort, rest);
  if (found === null) return heldMeasure(measure, threshold, 'Too few workers to tell how far workers lie apart');
  const verdict = wordOf(found, threshold);
  const { difference, low, high } = found;
  const because = reasonOf(verdict, found, threshold);
  return { measure, verdict, cohort: found.cohort, rest: found.rest, difference, low, high, threshold, because };
}

/** A measure that nothing can be said of. */
export function heldMeasure(measure: CanaryMeasure, threshold: number, because: string): MeasureVerdict {
  return {
    measure,
    verdict: 'hold',
    cohort: null,
    rest: null,
    difference: null,
    low: null,
    high: null,
    threshold,
    because,
  };
}

/** Whether the cohort is surely worse by at least half of what is allowed: no need to wait for the window's end. */
export function isClearFailure({ verdict, low, threshold }: MeasureVerdict): boolean {
  return verdict === 'fail' && low !== null && low >= threshold / 2;
}

function wordOf(found: RateDifference, threshold: number): VerdictWord {
  if (found.low > 0 && found.difference >= threshold / 2) return 'fail';
  if (hasNoRoom(found, threshold)) return 'hold';
  return found.high < threshold ? 'pass' : 'hold';
}

/** Where nearly everything is a hit already, as in modes that do not probe, no rise could show. */
function hasNoRoom({ rest }: RateDifference, threshold: number): boolean {
  return rest + threshold >= 1;
}

function reasonOf(verdict: VerdictWord, found: RateDifference, threshold: number): string {
  const figures = figuresOf(found, threshold);
  if (verdict === 'fail') return `Worse: ${figures}`;
  if (verdict === 'pass') return `Not worse than allowed: ${figures}`;
  if (hasNoRoom(found, threshold)) return `With ${percentOf(found.rest)} in the rest, no rise could show`;
  return `Not sure yet: ${figures}`;
}
