import type { FleetTotals } from '@app/contracts';
import { Link } from 'react-router-dom';
import { count } from '../../ui/figures';
import type { Tone } from '../../ui/tone';
import styles from './Totals.module.css';

/** The fleet counted, each figure a link to the workers it counts. */
export function Totals({ totals }: { readonly totals: FleetTotals }) {
  return (
    <ul className={styles.totals} aria-label="Fleet in numbers">
      <Total label="live" value={totals.workers_live} of={totals.workers_known} query="presence=live" />
      <Total
        label="late"
        value={totals.workers_known - totals.workers_live - totals.workers_silent}
        tone="warn"
        query="presence=late"
      />
      <Total label="silent" value={totals.workers_silent} tone="bad" query="presence=silent" />
      <Total
        label="told to run"
        value={totals.workers_running}
        {...(totals.desired_total > 0 && { of: totals.desired_total, ofWhat: 'desired' })}
        query="desired=running"
      />
      <Total label="paused" value={totals.workers_paused} tone="warn" query="desired=paused" />
      <Total label="draining" value={totals.workers_draining} tone="accent" query="desired=draining" />
      <Total label="quarantined" value={totals.workers_quarantined} tone="hold" query="quarantined=true" />
      <Total label="converging" value={totals.workers_converging} tone="accent" query="converging=true" />
    </ul>
  );
}

interface TotalProps {
  readonly label: string;
  readonly value: number;
  readonly of?: number;
  readonly ofWhat?: string;
  /** The colour while there is one to count. */
  readonly tone?: Tone;
  readonly query: string;
}

function Total({ label, value, of, ofWhat, tone, query }: TotalProps) {
  return (
    <li className={styles.cell}>
      <Link className={styles.total} to={`/workers?${query}`} data-tone={value > 0 ? tone : undefined}>
        <span className={styles.value}>
          {count(value)}
          {of !== undefined && (
            <span className={styles.of}>
              {' '}
              / {count(of)} {ofWhat}
            </span>
          )}
        </span>
        <span className={styles.label}>{label}</span>
      </Link>
    </li>
  );
}
