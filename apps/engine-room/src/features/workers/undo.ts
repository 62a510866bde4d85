import type { Decision, WorkerAction, WorkerRow } from '@app/contracts';
import type { WorkerDecision } from './decide';
import { ACTION_WORDS } from './words';

/** What the API takes at least; a wish that would have ended sooner is not worth restoring. */
const SHORTEST_SECONDS = 60;

/** The decision that restores what `before` said, were `undone` carried out at `now`; null where there is no way back. */
export function undoOf(undone: WorkerAction, before: WorkerRow, now: number): WorkerDecision | null {
  const { worker_id: workerId, intent } = before;
  const restore = (action: WorkerAction, former: Decision | null): WorkerDecision | null => {
    const reason = former?.reason || `Undo of ${ACTION_WORDS[undone].verb.toLowerCase()}`;
    if (!former?.expires_at || !ACTION_WORDS[action].canExpire) return { workerId, action, body: { reason } };
    const left = Math.round((Date.parse(former.expires_at) - now) / 1_000);
    return left < SHORTEST_SECONDS ? null : { workerId, action, body: { reason, expires_in_seconds: left } };
  };

  if (undone === 'quarantine' || undone === 'unquarantine') {
    return intent.quarantine ? restore('quarantine', intent.quarantine) : restore('unquarantine', null);
  }
  switch (intent.desired) {
    case 'running':
      return intent.quarantine ? null : restore('resume', intent.decision); // nobody may resume under a quarantine
    case 'paused':
      return restore('pause', intent.decision);
    case 'draining':
      return restore('drain', intent.decision);
    case 'stopped':
      return null; // no action sets it
  }
}
