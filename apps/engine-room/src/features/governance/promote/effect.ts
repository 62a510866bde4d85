import type { ShadowComparison, ShadowRun } from '@app/contracts';
import { count, percent } from '../../../ui/figures';
import { inPoints } from '../figures';

/** What a shadow run says would happen, in a sentence; what it cannot tell is said with it. */
export function effectSaid(run: ShadowRun): string {
  if (run.is_identical) return 'To a worker it says the same as the active policy: nothing would change.';
  if (run.traces === 0) return 'No decision was replayed, so that nothing is known of its effect.';
  const { reclassified, reclassified_share: share, coverage } = run.summary;
  const open = coverage.indeterminate + coverage.truncated;
  const rest = open === 0 ? '.' : `; of ${count(open)} nothing can be told.`;
  if (reclassified === 0)
    return `None of ${count(run.traces)} replayed decisions would surely have been another one${rest}`;
  const part = share === null ? '' : ` (${percent(share)} of those that can be compared)`;
  return `${count(reclassified)} of ${count(run.traces)} replayed decisions would have been another one${part}${rest}`;
}

/** Where unknown answers would grow most: ` Unknown answers grow most at gmail: +2.1 points.` Empty where nowhere. */
export function worstSaid({ providers }: Pick<ShadowComparison, 'providers'>): string {
  const [worst] = providers
    .filter(({ unknown_delta: delta }) => delta !== null && delta > 0)
    .sort((one, other) => (other.unknown_delta ?? 0) - (one.unknown_delta ?? 0));
  return worst ? ` Unknown answers would grow most at ${worst.provider}: ${inPoints(worst.unknown_delta)}.` : '';
}

const NO_RUN: readonly string[] = ['candidate_version_missing', 'shadow_run_missing', 'shadow_run_empty'];

/** Whether there is a run that the gate could read. */
export const hasRun = ({ violations }: Pick<ShadowComparison, 'violations'>): boolean =>
  !violations.some((violation) => NO_RUN.includes(violation));
