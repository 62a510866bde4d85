import type { Decision, WorkerRow } from '@app/contracts';
import type { RecordedDecision } from '../../api/client';
import { useServerNow } from '../../live/live-store';
import { Fact, Facts } from '../../ui/Facts';
import { StatusBadge } from '../../ui/StatusBadge';
import { duration, instant } from '../../ui/time';
import { QUARANTINE_LOOK, STATE_LOOK } from './words';
import styles from './WorkerDecisions.module.css';

/** The wish, and the quarantine that covers it. */
export function IntentLayers({ row: { intent } }: { readonly row: WorkerRow }) {
  return (
    <Facts title="Decisions that count now">
      {intent.quarantine && (
        <Fact name="Quarantine" note={<DecisionNote decision={intent.quarantine} />}>
          <StatusBadge {...QUARANTINE_LOOK} />
        </Fact>
      )}
      <Fact
        name={intent.quarantine ? 'Wish below it' : 'Wish'}
        note={
          intent.decision ? (
            <DecisionNote decision={intent.decision} />
          ) : (
            'Nobody has decided; workers run unless told otherwise.'
          )
        }
      >
        <StatusBadge {...STATE_LOOK[intent.desired]} />
      </Fact>
    </Facts>
  );
}

function DecisionNote({ decision }: { readonly decision: Decision }) {
  const now = useServerNow();
  const ends = decision.expires_at === null ? null : Date.parse(decision.expires_at);
  return (
    <>
      {decision.actor}, {instant(Date.parse(decision.at), now)}:{' '}
      {decision.reason ? `“${decision.reason}”` : 'no reason given'}
      <br />
      {ends === null
        ? 'Counts until somebody changes it.'
        : `Ends by itself in ${duration(ends - now)}, at ${instant(ends, now)}.`}
    </>
  );
}

/** The worker's last lines in the journal, newest first; undefined while they are read. */
export function RecentDecisions({ decisions }: { readonly decisions: readonly RecordedDecision[] | undefined }) {
  const now = useServerNow();
  return (
    <section aria-label="Recent decisions">
      <h3 className={styles.title}>Recent decisions</h3>
      {decisions === undefined && <p className={styles.dim}>Reading…</p>}
      {decisions?.length === 0 && <p className={styles.dim}>None so far.</p>}
      <ol className={styles.list}>
        {decisions?.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <time dateTime={entry.at}>{instant(Date.parse(entry.at), now)}</time>
            <span>
              <strong>{entry.action}</strong> by {entry.actor}
              {entry.source !== 'operator' && ` (${entry.source})`}
              {entry.reason && <span className={styles.dim}> “{entry.reason}”</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
