import {
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconHelpCircle,
  IconPlugConnectedX,
  IconShieldX,
} from '@tabler/icons-react';
import { TRACE_DECISION_CLASSES, type TraceDecisionClass } from '@app/contracts';
import type { Look } from '../ui/look';

const LOOK: Readonly<Record<TraceDecisionClass, Look>> = {
  unknown: { label: 'unknown', tone: 'quiet', icon: IconHelpCircle },
  retryable: { label: 'retryable', tone: 'warn', icon: IconClockPause },
  policy_blocked: { label: 'policy blocked', tone: 'hold', icon: IconShieldX },
  deliverable: { label: 'deliverable', tone: 'ok', icon: IconCircleCheck },
  undeliverable: { label: 'undeliverable', tone: 'accent', icon: IconCircleX },
};

const NO_REPLY: Look = { label: 'no reply', tone: 'quiet', icon: IconPlugConnectedX };

const isDecisionClass = (word: string): word is TraceDecisionClass =>
  TRACE_DECISION_CLASSES.some((known) => known === word);

/** How a class looks. Null is an attempt without a reply; a word that is not ours is shown as it is. */
export function lookOf(word: string | null): Look {
  if (word === null || word === '') return NO_REPLY;
  return isDecisionClass(word) ? LOOK[word] : { ...LOOK.unknown, label: word };
}

export const labelOf = (word: string | null): string => lookOf(word).label;
