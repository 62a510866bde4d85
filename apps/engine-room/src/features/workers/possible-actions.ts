import type { WorkerAction, WorkerRow } from '@app/contracts';

/** Why `action` makes no sense for the worker; null when it does. The server has the last word. */
export function refusedBecause(action: WorkerAction, { quarantined, intent }: WorkerRow): string | null {
  switch (action) {
    case 'resume':
      if (quarantined) return 'In quarantine: lift the quarantine first';
      return intent.desired === 'running' ? 'Already wished to run' : null;
    case 'unquarantine':
      return quarantined ? null : 'Not in quarantine';
    case 'quarantine':
      return quarantined ? 'Already in quarantine' : null;
    case 'pause':
    case 'drain':
      return null;
  }
}

/** The one action an operator most likely wants. */
export function firstAction(worker: WorkerRow): WorkerAction {
  if (worker.quarantined) return 'unquarantine';
  return worker.intent.desired === 'running' ? 'pause' : 'resume';
}
