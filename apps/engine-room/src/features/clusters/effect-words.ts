import type { DraftedRule } from '@app/contracts';
import { count, counted } from '../../ui/figures';

/** The predicted effect in one sentence or two: how much changes, and how much of it was not meant. */
export function effectWords({ effect, base_version: base }: Pick<DraftedRule, 'effect' | 'base_version'>): string {
  const { traces, changed, changed_in_cluster: meant, indeterminate } = effect;
  const tried = `Tried in ${base ?? 'the policy built into workers'} on ${counted(traces, 'recorded trace')}`;
  if (changed === 0) return `${tried}, it would change nothing.${openWords(indeterminate)}`;
  const others = changed - meant;
  const reach =
    others === 0
      ? 'all of them of this cluster'
      : `${count(meant)} of this cluster and ${count(others)} of other replies`;
  return `${tried}, it would decide ${count(changed)} differently, ${reach}.${openWords(indeterminate)}`;
}

const openWords = (indeterminate: number): string =>
  indeterminate === 0 ? '' : ` For ${count(indeterminate)} nobody can tell.`;
