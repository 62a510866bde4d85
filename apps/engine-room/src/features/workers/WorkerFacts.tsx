import type { Measured, WorkerRow } from '@app/contracts';
import { Age } from '../../live/Age';
import { useLiveStore } from '../../live/live-store';
import { Fact, Facts } from '../../ui/Facts';
import { Figure } from '../../ui/Figure';
import { counted, percent, rate } from '../../ui/figures';
import { Sparkline } from '../../ui/Sparkline';
import { StatusBadge } from '../../ui/StatusBadge';
import { useProgress } from './progress-context';
import { DecisionProgress } from './WorkerState';
import { PRESENCE_LOOK, QUARANTINE_LOOK, STATE_LOOK } from './words';
import styles from './WorkerFacts.module.css';

interface Props {
  readonly row: WorkerRow;
}

/** What the worker says, what it is told, and whether we hear from it: three facts that may disagree. */
export function StateFacts({ row }: Props) {
  const progress = useProgress(row);
  return (
    <Facts title="State">
      <Fact
        name="Reported"
        note="What the worker says. It echoes what it was told, and does not prove that work has stopped."
      >
        <StatusBadge {...STATE_LOOK[row.status]} {...(row.presence !== 'live' && { tone: 'quiet' })} />
      </Fact>
      <Fact name="Told" note={row.why.text}>
        <StatusBadge {...STATE_LOOK[row.desired_state]} /> {row.quarantined && <StatusBadge {...QUARANTINE_LOOK} />}{' '}
        {progress && <DecisionProgress progress={progress} />}
        {row.converging_since && (
          <>
            {' '}
            not followed for <Age at={row.converging_since} />
          </>
        )}
      </Fact>
      <Fact name="Heartbeat">
        <StatusBadge {...PRESENCE_LOOK[row.presence]} /> <Age at={row.last_heartbeat_at} /> ago
      </Fact>
    </Facts>
  );
}

export function RateFacts({ row }: Props) {
  const { rates: history } = useLiveStore();
  const { rates } = row;
  return (
    <Facts title={ratesTitle(row)}>
      <Fact name="E-mails a second" aside={worth(rates.emails_per_second, 'e-mail')}>
        <span className={styles.rate}>
          <Figure text={rate(rates.emails_per_second.value)} />
          <Sparkline values={history.of(row.worker_id)} />
        </span>
      </Fact>
      <Fact name="Errors a minute" aside={worth(rates.errors_per_minute, 'failed chunk')}>
        <Figure text={rate(rates.errors_per_minute.value)} />
      </Fact>
      <Fact name="Tempfail" aside={worth(rates.tempfail_rate, 'e-mail')}>
        <Figure text={percent(rates.tempfail_rate.value)} />
      </Fact>
      <Fact name="Reject" aside={worth(rates.reject_rate, 'e-mail')}>
        <Figure text={percent(rates.reject_rate.value)} />
      </Fact>
      <Fact name="Unknown" aside={worth(rates.unknown_rate, 'e-mail')}>
        <Figure text={percent(rates.unknown_rate.value)} />
      </Fact>
    </Facts>
  );
}

/** Rates that end with a heartbeat long past are not the worker's present. */
function ratesTitle({ presence, rates: { window_seconds: seconds } }: WorkerRow): string {
  if (seconds === 0) return 'Rates';
  return presence === 'live' ? `Rates of the last ${seconds} s` : `Rates of the ${seconds} s before its last heartbeat`;
}

/** What a figure is worth: how much it is computed from, and over what time. */
function worth({ sample, basis }: Measured, what: string): string {
  switch (basis) {
    case 'window':
      return `of ${counted(sample, what)}`;
    case 'cumulative':
      return `of ${counted(sample, what)} since the process started`;
    case 'none':
      return ''; // the figure says so itself
  }
}

export function HostFacts({ row, version }: Props & { readonly version: string | undefined }) {
  return (
    <Facts title="Host">
      <Fact name="Pool">{row.pool || 'none'}</Fact>
      <Fact name="Host">{row.host || 'not sent'}</Fact>
      <Fact name="Address">{row.ip_address || 'not sent'}</Fact>
      {version && <Fact name="Version">{version}</Fact>}
      <Fact name="Session strategy">{row.session_strategy_id || 'not sent'}</Fact>
    </Facts>
  );
}
