import type { Condition } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Age } from '../../live/Age';
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
      <p className={styles.message}>{message}</p>
      <span className={styles.since}>{since && <>for {<Age at={since} />}</>}</span>
      {place && (
        <Link className={styles.place} to={place.to}>
          {place.label}
        </Link>
      )}
    </li>
  );
}
