import type { CommandStatus, HeartbeatState, ProcessState, ServerCommand } from '@app/contracts';

interface Presence {
  readonly isActive: boolean;
  readonly lastHeartbeatAt: number | null;
}

/** Online: active, and heard strictly later than `minutes` ago (contract 3). */
export function serverStatus(
  { isActive, lastHeartbeatAt }: Presence,
  minutes: number,
  now: number,
): 'online' | 'offline' {
  return isActive && lastHeartbeatAt !== null && lastHeartbeatAt > now - minutes * 60_000 ? 'online' : 'offline';
}

/** Contract 3.2: an inactive server with a fresh heartbeat is stale. */
export function heartbeatState(presence: Presence, minutes: number, now: number): HeartbeatState {
  if (presence.lastHeartbeatAt === null) return 'none';
  return serverStatus(presence, minutes, now) === 'online' ? 'healthy' : 'stale';
}

const BY_SERVICE_STATE: Readonly<Record<string, ProcessState>> = {
  active: 'running',
  running: 'running',
  inactive: 'stopped',
  failed: 'stopped',
  dead: 'stopped',
  activating: 'starting',
  deactivating: 'stopping',
};

const WHILE_PENDING: Readonly<Record<ServerCommand, ProcessState | null>> = {
  start: 'starting',
  restart: 'starting',
  stop: 'stopping',
  status: null,
};

/**
 * What the agent last said of the service, unless a command is on its way (contract 3.1).
 * @param newest the server's newest command
 */
export function processState(
  lastAgentStatus: unknown,
  newest: { readonly action: ServerCommand; readonly status: CommandStatus } | null,
): ProcessState {
  const pending = newest?.status === 'pending' ? WHILE_PENDING[newest.action] : null;
  return pending ?? BY_SERVICE_STATE[serviceStateOf(lastAgentStatus)] ?? 'unknown';
}

function serviceStateOf(status: unknown): string {
  if (typeof status !== 'object' || status === null || !('service_state' in status)) return '';
  return typeof status.service_state === 'string' ? status.service_state.toLowerCase() : '';
}

const BLOCKING: readonly ProcessState[] = ['running', 'starting', 'stopping'];

/** Whether a server may not be deleted (contract 2.5). */
export function blocksDeletion(process: ProcessState, heartbeat: HeartbeatState): boolean {
  return BLOCKING.includes(process) || heartbeat === 'healthy';
}
