import {
  IconAlertTriangle,
  IconBroadcast,
  IconBroadcastOff,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClockExclamation,
  IconCloudCheck,
  IconCloudOff,
  IconCloudPause,
  IconHelpCircle,
  IconHourglass,
  IconLink,
  IconLinkOff,
  IconLoader2,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
} from '@tabler/icons-react';
import type {
  CheckName,
  CommandStatus,
  HeartbeatState,
  MatchedBy,
  OperationState,
  Presence,
  ProcessState,
  RuntimeMatch,
  ServerCommand,
  ServerFilter,
  ServerProcess,
  VerificationCheck,
} from '@app/contracts';
import type { Look } from '../../ui/look';

export const FILTER_LABELS: Readonly<Record<ServerFilter, string>> = {
  all: 'All',
  operational: 'Operational',
  needs_attention: 'Needs attention',
  matched: 'Matched',
  unmatched: 'Unmatched',
};

const PROCESS_LOOK: Readonly<Record<ProcessState, Look>> = {
  running: { label: 'running', tone: 'ok', icon: IconPlayerPlay },
  starting: { label: 'starting', tone: 'accent', icon: IconPlayerTrackNext },
  stopping: { label: 'stopping', tone: 'warn', icon: IconHourglass },
  stopped: { label: 'stopped', tone: 'bad', icon: IconPlayerStop },
  unknown: { label: 'unknown', tone: 'quiet', icon: IconHelpCircle },
};

/** What no agent has said is a guess from the record, and is not coloured as if somebody had looked. */
export const processLook = ({ state, basis }: ServerProcess): Look =>
  basis === 'agent' ? PROCESS_LOOK[state] : { ...PROCESS_LOOK[state], tone: 'quiet' };

/** Who says so. */
export const BASIS_WORDS: Readonly<Record<ServerProcess['basis'], string>> = {
  agent: 'said by the agent',
  registry: 'by the record’s status',
  none: 'nobody knows',
};

/** Laravel's own knowledge of the worker ("database sync"), not the control plane's. */
export const SYNC_LOOK: Readonly<Record<HeartbeatState, Look>> = {
  healthy: { label: 'synced', tone: 'ok', icon: IconCloudCheck },
  stale: { label: 'delayed', tone: 'warn', icon: IconCloudPause },
  none: { label: 'no data', tone: 'quiet', icon: IconCloudOff },
};

export const MATCH_LOOK: Readonly<Record<RuntimeMatch['state'], Look>> = {
  matched: { label: 'matched', tone: 'ok', icon: IconLink },
  unmatched: { label: 'not matched', tone: 'warn', icon: IconLinkOff },
  ambiguous: { label: 'ambiguous', tone: 'bad', icon: IconAlertTriangle },
};

export const MATCHED_BY_WORDS: Readonly<Record<MatchedBy, string>> = {
  id: 'by its id',
  ip_address: 'by its address',
  host: 'by its host name',
};

export const PRESENCE_LOOK: Readonly<Record<Presence, Look>> = {
  live: { label: 'live', tone: 'ok', icon: IconBroadcast },
  late: { label: 'late', tone: 'warn', icon: IconClockExclamation },
  silent: { label: 'silent', tone: 'bad', icon: IconBroadcastOff },
};

export const COMMAND_LOOK: Readonly<Record<CommandStatus, Look>> = {
  success: { label: 'success', tone: 'ok', icon: IconCircleCheck },
  failed: { label: 'failed', tone: 'bad', icon: IconCircleX },
  pending: { label: 'pending', tone: 'warn', icon: IconHourglass },
};

export const OPERATION_LOOK: Readonly<Record<OperationState, Look>> = {
  accepted: { label: 'accepted', tone: 'accent', icon: IconHourglass },
  running: { label: 'running', tone: 'accent', icon: IconLoader2 },
  succeeded: { label: 'succeeded', tone: 'ok', icon: IconCircleCheck },
  failed: { label: 'failed', tone: 'bad', icon: IconCircleX },
  timed_out: { label: 'timed out', tone: 'warn', icon: IconClockExclamation },
};

interface CommandWords {
  readonly verb: string;
  /** What it does to the process; asked about before it is sent, null when it needs no question. */
  readonly question: string | null;
}

export const COMMAND_WORDS: Readonly<Record<ServerCommand, CommandWords>> = {
  start: { verb: 'Start', question: null },
  stop: {
    verb: 'Stop',
    question: 'The worker’s process on the host ends. What it works on is cut off and given to another worker later.',
  },
  restart: {
    verb: 'Restart',
    question: 'The worker’s process on the host ends and starts anew. What it works on is cut off and repeated later.',
  },
  status: { verb: 'Status check', question: null },
};

interface CheckWords {
  readonly title: string;
  readonly about: string;
}

export const CHECK_WORDS: Readonly<Record<CheckName, CheckWords>> = {
  agent_reachable: { title: 'Agent reachable', about: 'The agent on the host answers a status command now.' },
  process_state: { title: 'Process running', about: 'The worker’s process runs on the host.' },
  runtime_heartbeat: { title: 'Runtime heartbeat', about: 'A worker that reports here is the one of this server.' },
  claim_next: {
    title: 'Claim authentication',
    about: 'Laravel takes the token of the bundle. Nothing is claimed by this check.',
  },
};

export const CHECK_LOOK: Readonly<Record<VerificationCheck['result'], Look>> = {
  pass: { label: 'pass', tone: 'ok', icon: IconCircleCheck },
  pending: { label: 'pending', tone: 'warn', icon: IconHourglass },
  fail: { label: 'fail', tone: 'bad', icon: IconCircleX },
  not_applicable: { label: 'not applicable', tone: 'quiet', icon: IconCircleDashed },
};

export const NOT_CHECKED: Look = { label: 'not checked yet', tone: 'quiet', icon: IconCircleDashed };
