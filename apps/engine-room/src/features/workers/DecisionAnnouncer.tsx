import { use } from 'react';
import { useWorker } from '../../live/fleet';
import { useNow } from '../../live/now';
import { progressOf } from './progress';
import { DecisionsContext } from './progress-context';
import { ACTION_WORDS } from './words';

/** Tells a screen reader when the worker of our latest decision confirms it; the steps before are not worth interrupting. */
export function DecisionAnnouncer() {
  const decisions = use(DecisionsContext);
  const [latest] = [...decisions.values()].sort((a, b) => b.submittedAt - a.submittedAt);
  const workerId = latest?.variables?.workerId ?? '';
  const row = useWorker(workerId);
  const now = useNow();
  const progress = row ? progressOf(latest, row, now) : null;
  const isEffective = progress?.kind === 'under_way' && progress.step === 'effective';
  return (
    <p className="visually-hidden" role="status">
      {isEffective && `${ACTION_WORDS[progress.action].done} ${workerId}: the worker confirms`}
    </p>
  );
}
