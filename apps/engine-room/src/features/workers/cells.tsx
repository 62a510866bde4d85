import { Checkbox } from '@mantine/core';
import type { Decision, WorkerRow } from '@app/contracts';
import { Link, useLocation } from 'react-router-dom';
import { Age } from '../../live/Age';
import { useLiveStore, useServerNow } from '../../live/live-store';
import { Figure } from '../../ui/Figure';
import { percent, rate } from '../../ui/figures';
import { Sparkline } from '../../ui/Sparkline';
import { StatusBadge } from '../../ui/StatusBadge';
import { duration } from '../../ui/time';
import { useProgress } from './progress-context';
import { WorkerState } from './WorkerState';
import { PRESENCE_LOOK } from './words';
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
      <Link className={styles.name} to={{ pathname: `/workers/${encodeURIComponent(row.worker_id)}`, search }}>
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
  const look = PRESENCE_LOOK[row.presence];
  return (
    <span className={styles.lines}>
      <span className={styles.number}>
        <Age at={row.last_heartbeat_at} />
      </span>
      <StatusBadge {...look} isPlain />
    </span>
  );
}

export function RateCell({ row }: CellProps) {
  const { rates } = useLiveStore();
  return (
    <span className={styles.rate}>
      <Sparkline values={rates.of(row.worker_id)} />
      <Figure text={rate(row.rates.emails_per_second.value)} />
    </span>
  );
}

export function TempfailCell({ row }: CellProps) {
  const { tempfail_rate: measured } = row.rates;
  return (
    <span className={styles.number} title={measured.value === null ? undefined : `of ${measured.sample} e-mails`}>
      <Figure text={percent(measured.value)} />
    </span>
  );
}

/** One sentence why the worker is as it is; under it who decided, for what reason, and until when. */
export function DecidedCell({ row }: CellProps) {
  const decision = row.intent.quarantine ?? row.intent.decision;
  return (
    <span className={styles.lines}>
      <span className={decision ? styles.why : styles.long} title={row.why.text}>
        {row.why.text}
      </span>
      {decision && (
        <span className={styles.under}>
          <Decided decision={decision} />
        </span>
      )}
    </span>
  );
}

function Decided({ decision }: { readonly decision: Decision }) {
  const now = useServerNow();
  const parts = [
    decision.actor,
    decision.reason && `“${decision.reason}”`,
    decision.expires_at && `for ${duration(Date.parse(decision.expires_at) - now)} more`,
  ].filter(Boolean);
  return <span title={parts.join(' · ')}>{parts.join(' · ')}</span>;
}
