import type { WorkerRow } from '@app/contracts';
import { useServerNow } from '../../live/live-store';
import { count } from '../../ui/figures';
import { Notice } from '../../ui/Notice';
import { instant } from '../../ui/time';
import { decidedBy, decisionThatCounts } from './words';
import styles from './DecisionDialog.module.css';

/** What the decision would replace, and whether a former one has got through. */
export function PresentWish({ row }: { readonly row: WorkerRow }) {
  const now = useServerNow();
  const decision = decisionThatCounts(row, now);
  return (
    <p className={styles.now}>
      <strong>Now:</strong>{' '}
      {decision
        ? `${decidedBy(row, decision)}, ${instant(Date.parse(decision.at), now)}`
        : 'nobody has decided; workers run by default'}
      {decision?.reason && `: “${decision.reason}”`}
    </p>
  );
}

/** A decision about a worker that does not report is stored, and does nothing for the time being. */
export function Unheard({ unheard, total }: { readonly unheard: readonly WorkerRow[]; readonly total: number }) {
  const subject = total === 1 ? 'This worker is' : `${count(unheard.length)} of ${count(total)}`;
  return (
    <Notice tone="warn" title={`${subject} not heard from`}>
      The decision is stored, and takes effect when the worker reports again.
    </Notice>
  );
}
