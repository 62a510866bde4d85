import type { Condition } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Age } from '../../live/Age';
import { useWorkers } from '../../live/fleet';
import { count } from '../../ui/figures';
import { StatusBadge } from '../../ui/StatusBadge';
import { bySeverity, placeOf, SEVERITY_LOOK } from './severity';
import styles from './ConditionList.module.css';

/** What is wrong, worst first, each with the place to look. */
export function ConditionList({ conditions }: { readonly conditions: readonly Condition[] }) {
  return (
    <ul className={styles.list}>
      {bySeverity(conditions).map((condition) => (
        <ConditionItem key={condition.key} condition={condition} />
      ))}
    </ul>
  );
}

function ConditionItem({ condition }: { readonly condition: Condition }) {
  const { message, severity, since } = condition;
  const place = placeOf(condition);
  return (
    <li className={styles.item} data-severity={severity}>
      <StatusBadge {...SEVERITY_LOOK[severity]} />
      <p className={styles.message}>
        {message}
        {condition.type === 'pool_under_capacity' && <MissingWorkers pool={condition.subject} />}
      </p>
      <span className={styles.since}>{since && <>for {<Age at={since} />}</>}</span>
      {place && (
        <Link className={styles.place} to={place.to}>
          {place.label}
        </Link>
      )}
    </li>
  );
}

/** More than these are a list of their own: the link beside them leads there. */
const NAMED = 3;

/** The workers of the pool that are not heard from: what an operator wants to know next. */
function MissingWorkers({ pool }: { readonly pool: string }) {
  const unheard = useWorkers()?.filter((row) => row.pool === pool && row.presence !== 'live') ?? [];
  if (unheard.length === 0) return null;
  return (
    <span className={styles.missing}>
      Not heard from:{' '}
      {unheard.slice(0, NAMED).map(({ worker_id, host, last_heartbeat_at }) => (
        <span key={worker_id} className={styles.worker}>
          worker <Link to={`/workers/${encodeURIComponent(worker_id)}`}>{worker_id}</Link>
          {host && ` on ${host}`} for <Age at={last_heartbeat_at} />
        </span>
      ))}
      {unheard.length > NAMED && <span className={styles.worker}>and {count(unheard.length - NAMED)} more</span>}
    </span>
  );
}
