import type { DecisionClass } from '../policy/smtp-policy.js';

/** A class as chains keep it; null: the attempt ended without a reply and nothing was decided. */
export type ReplayedClass = DecisionClass | null;

/**
 * What a trace would have become.
 * - `unaffected`: no attempt had a reply, no policy is asked.
 * - `exact`: follows from the recorded codes alone. `inferred`: from what the recorded decision says of the lost text.
 * - `truncated`: the worker would have gone on where nothing was recorded.
 * - `indeterminate`: several are possible; one of `classes` is true, or the worker would have gone on.
 */
export type Replayed =
  | { readonly kind: 'unaffected'; readonly recorded: ReplayedClass; readonly decisionClass: ReplayedClass }
  | {
      readonly kind: 'exact' | 'inferred';
      readonly recorded: ReplayedClass;
      readonly decisionClass: ReplayedClass;
      /** Which attempt decides, from 1; null: one of several, all of this class. */
      readonly attempt: number | null;
      /** Null: no rule decides. Undefined: not known whether one does, or which. */
      readonly ruleId: string | null | undefined;
    }
  | {
      readonly kind: 'truncated';
      readonly recorded: ReplayedClass;
      readonly classesSoFar: readonly ReplayedClass[];
      /** A session itself might have gone on, so that `classesSoFar` say nothing of it. */
      readonly isBeyond: boolean;
    }
  | {
      readonly kind: 'indeterminate';
      readonly recorded: ReplayedClass;
      readonly classes: readonly ReplayedClass[];
      readonly mayGoOn: boolean;
    };

export type ReplayKind = Replayed['kind'];
