import type { RuntimeMatch, ServerHeartbeat, ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import { StatusBadge } from '../../../ui/StatusBadge';
import { BASIS_WORDS, MATCH_LOOK, PRESENCE_LOOK, processLook, SYNC_LOOK } from '../words';
import styles from './ServersTable.module.css';

/** What the process on the host does, who says so, and since when nobody has looked again. */
export function ProcessCell({ server: { process, agent } }: { readonly server: ServerRow }) {
  return (
    <span className={styles.lines}>
      <StatusBadge {...processLook(process)} />
      <span className={styles.under}>{BASIS_WORDS[process.basis]}</span>
      {process.basis === 'agent' && agent.last_seen_at && (
        <span className={styles.under}>
          <Ago at={agent.last_seen_at} />
        </span>
      )}
    </span>
  );
}

/** When Laravel heard the worker last. */
export function SyncCell({ heartbeat }: { readonly heartbeat: ServerHeartbeat }) {
  return (
    <span className={styles.lines}>
      <StatusBadge {...SYNC_LOOK[heartbeat.state]} />
      <span className={styles.under}>{heartbeat.last_at ? <Ago at={heartbeat.last_at} /> : 'never heard'}</span>
    </span>
  );
}

/** Which worker is the server's, and whether it is heard: both can hold, a match and silence. */
export function MatchCell({ runtime }: { readonly runtime: RuntimeMatch }) {
  const { worker_id: workerId, presence, candidates } = runtime;
  return (
    <span className={styles.lines} title={runtime.explanation}>
      <span className={styles.badges}>
        <StatusBadge {...MATCH_LOOK[runtime.state]} />
        {presence && <StatusBadge {...PRESENCE_LOOK[presence]} isPlain />}
      </span>
      <span className={styles.under}>
        {workerId !== null && (
          <>
            worker <Link to={`/workers/${encodeURIComponent(workerId)}`}>{workerId}</Link>
          </>
        )}
        {runtime.state === 'unmatched' && 'no worker reports as this one'}
        {runtime.state === 'ambiguous' && `could be ${candidates.join(' or ')}`}
      </span>
    </span>
  );
}
