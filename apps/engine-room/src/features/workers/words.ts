import {
  IconArrowBarToDown,
  IconBiohazard,
  IconBroadcast,
  IconBroadcastOff,
  IconClockExclamation,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconShieldCheck,
  type Icon,
} from '@tabler/icons-react';
import type { Decision, DesiredState, Presence, WorkerAction, WorkerRow } from '@app/contracts';
import type { Look } from '../../ui/look';

export const STATE_LOOK: Readonly<Record<DesiredState, Look>> = {
  running: { label: 'running', tone: 'ok', icon: IconPlayerPlay },
  paused: { label: 'paused', tone: 'warn', icon: IconPlayerPause },
  draining: { label: 'draining', tone: 'accent', icon: IconArrowBarToDown },
  stopped: { label: 'stopped', tone: 'quiet', icon: IconPlayerStop },
};

export const QUARANTINE_LOOK: Look = { label: 'quarantined', tone: 'hold', icon: IconBiohazard };

export const PRESENCE_LOOK: Readonly<Record<Presence, Look>> = {
  live: { label: 'live', tone: 'ok', icon: IconBroadcast },
  late: { label: 'late', tone: 'warn', icon: IconClockExclamation },
  silent: { label: 'silent', tone: 'bad', icon: IconBroadcastOff },
};

const WISH_WORDS: Readonly<Record<DesiredState, string>> = {
  running: 'Resumed',
  paused: 'Paused',
  draining: 'Drained',
  stopped: 'Stopped',
};

/** The decision that the worker's state rests on; null when nobody decided, or the time of the decision is over. */
export function decisionThatCounts({ intent }: WorkerRow, now: number): Decision | null {
  const counts = (decision: Decision | null) =>
    decision && (decision.expires_at === null || Date.parse(decision.expires_at) > now) ? decision : null;
  return counts(intent.quarantine) ?? counts(intent.decision);
}

/** `Paused by ana`. `decision` is the one that counts. */
export const decidedBy = ({ intent }: WorkerRow, decision: Decision): string =>
  `${decision === intent.quarantine ? 'Quarantined' : WISH_WORDS[intent.desired]} by ${decision.actor}`;

interface ActionWords {
  readonly verb: string;
  /** `Paused w-1`. */
  readonly done: string;
  readonly icon: Icon;
  /** What it does, and what it leaves alone. */
  readonly effect: string;
  /** Whether it may stop counting after a time. */
  readonly canExpire: boolean;
  /** Whether the worker claims no more chunks afterwards. */
  readonly stopsWork: boolean;
}

export const ACTION_WORDS: Readonly<Record<WorkerAction, ActionWords>> = {
  pause: {
    verb: 'Pause',
    done: 'Paused',
    icon: IconPlayerPause,
    effect: 'Claims no new chunks. Chunks in hand are finished and heartbeats go on.',
    canExpire: true,
    stopsWork: true,
  },
  resume: {
    verb: 'Resume',
    done: 'Resumed',
    icon: IconPlayerPlay,
    effect: 'Claims chunks again from its next heartbeat on.',
    canExpire: false,
    stopsWork: false,
  },
  drain: {
    verb: 'Drain',
    done: 'Draining',
    icon: IconArrowBarToDown,
    effect: 'Finishes the chunks in hand and claims no new ones, so that it can be taken away.',
    canExpire: true,
    stopsWork: true,
  },
  quarantine: {
    verb: 'Quarantine',
    done: 'Quarantined',
    icon: IconBiohazard,
    effect: 'Told to drain whatever else is wished, until the quarantine is lifted. The wish below is kept.',
    canExpire: true,
    stopsWork: true,
  },
  unquarantine: {
    verb: 'Lift quarantine',
    done: 'Lifted the quarantine of',
    icon: IconShieldCheck,
    effect: 'Goes back to the wish that was set below the quarantine.',
    canExpire: false,
    stopsWork: false,
  },
};
