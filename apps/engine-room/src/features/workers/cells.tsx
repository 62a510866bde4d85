import { Checkbox } from '@mantine/core';
import type { Decision, WorkerRow } from '@app/contracts';
import { Link, useLocation } from 'react-router-dom';
import { Age } from '../../live/Age';
import { useLiveStore, useServerNow } from '../../live/live-store';
import { Figure } from '../../ui/Figure';
import { percent, rate } from '../../ui/figures';
import { Sparkline } from '../../ui/Sparkline';
import { StatusBadge } from '../../ui/StatusBadge';
import { duration, instant } from '../../ui/time';
import { presentRates } from './present-rates';
import { useProgress } from './progress-context';
import { WorkerState } from './WorkerState';
import { decidedBy, decisionThatCounts, PRESENCE_LOOK } from './words';
import styles from './cells.module.css';

interface CellProps {
  readonly row: WorkerRow;
}

interface CheckboxProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly isMixed?: boolean;
  readonly onChange: (event: unknown) => void;
}

export function CheckboxCell({ label, isSelected, isMixed = false, onChange }: CheckboxProps) {
  return (
    <label className={styles.hit}>
      <Checkbox size="xs" aria-label={label} checked={isSelected} indeterminate={isMixed} onChange={onChange} />
    </label>
  );
}

export function NameCell({ row }: CellProps) {
  const { search } = useLocation();
  return (
    <span className={styles.lines}>
      <Link
        className={styles.name}
        title={row.worker_id}
        to={{ pathname: `/workers/${encodeURIComponent(row.worker_id)}`, search }}
      >
        {row.worker_id}
      </Link>
      <span className={styles.under} title={`${row.host} ${row.ip_address}`}>
        <span className={styles.pool}>{row.pool}</span>
        {row.host}
        {row.ip_address && <span className={styles.address}>{row.ip_address}</span>}
      </span>
    </span>
  );
}

export function StateCell({ row }: CellProps) {
  return <WorkerState row={row} progress={useProgress(row)} />;
}

export function HeartbeatCell({ row }: CellProps) {
  const { tone, ...look } = PRESENCE_LOOK[row.presence];
  return (
    <span className={styles.lines}>
      <span className={styles.number}>
        <Age at={row.last_heartbeat_at} />
      </span>
      <StatusBadge {...look} tone={row.presence === 'live' ? 'quiet' : tone} isPlain />
    </span>
  );
}

export function RateCell({ row }: CellProps) {
  const { rates } = useLiveStore();
  const { emailsPerSecond } = presentRates(row);
  return (
    <span className={styles.rate}>
      <Sparkline values={rates.of(row.worker_id)} />
      <span className={styles.number}>
        <Figure text={rate(emailsPerSecond)} />
        {emailsPerSecond !== null && <span className={styles.unit}> /s</span>}
      </span>
    </span>
  );
}

export function TempfailCell({ row }: CellProps) {
  const { tempfail } = presentRates(row);
  const { sample } = row.rates.tempfail_rate;
  return (
    <span className={styles.number} title={tempfail === null ? undefined : `of ${sample} e-mails`}>
      <Figure text={percent(tempfail)} />
    </span>
  );
}

/** Who decided, until when and for what reason; where something is amiss, that comes first. */
export function DecidedCell({ row }: CellProps) {
  const now = useServerNow();
  const decision = decisionThatCounts(row, now);
  const amiss = amissWith(row, now);
  if (!decision && !amiss) {
    return (
      <span className={styles.calm} title={row.why.text}>
        {row.why.text}
      </span>
    );
  }
  const who = decision ? decidedBy(row, decision) : 'Runs; nobody decided otherwise.';
  const until = decision && whenOf(decision, now);
  const reason = decision && (decision.reason ? `“${decision.reason}”` : 'no reason given');
  return (
    <span className={styles.lines} title={row.why.text}>
      <span className={styles.why}>{amiss ?? `${who}, ${until}`}</span>
      <span className={styles.under}>{amiss ? [who, reason].filter(Boolean).join(': ') : reason}</span>
    </span>
  );
}

/** What an operator must read before who decided; null when the worker reports, and follows in time. */
function amissWith({ presence, why, last_heartbeat_at }: WorkerRow, now: number): string | null {
  if (presence !== 'live') return `Not heard from since ${instant(Date.parse(last_heartbeat_at), now)}`;
  return why.code === 'not_converging' ? why.text : null;
}

/** What is left of a decision that ends by itself; else when it was taken. */
const whenOf = ({ at, expires_at }: Decision, now: number): string =>
  expires_at === null ? instant(Date.parse(at), now) : `${duration(Date.parse(expires_at) - now)} left`;
