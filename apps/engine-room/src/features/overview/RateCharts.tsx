import type { FleetTotals } from '@app/contracts';
import { useMemo } from 'react';
import { Figure } from '../../ui/Figure';
import { percent, rate } from '../../ui/figures';
import { Section } from '../../ui/Section';
import { TimeChart, type ChartLine } from '../../ui/TimeChart';
import { ChartTable } from './ChartTable';
import styles from './RateCharts.module.css';

interface Props {
  /** The present, which may be newer than the last point. */
  readonly totals: FleetTotals;
  /** Oldest first. */
  readonly history: readonly FleetTotals[];
}

const LINES = [
  { key: 'tempfail_rate', label: 'Tempfail', colour: '--warn-mark' },
  { key: 'reject_rate', label: 'Reject', colour: '--accent-mark' },
  { key: 'unknown_rate', label: 'Unknown', colour: '--hold-mark' },
] as const;

const SPEED_COLUMNS = [
  { label: 'E-mails a second', text: (point: FleetTotals) => rate(point.emails_per_second) },
  { label: 'Errors a minute', text: (point: FleetTotals) => rate(point.errors_per_minute) },
];
const SHARE_COLUMNS = LINES.map(({ key, label }) => ({ label, text: (point: FleetTotals) => percent(point[key]) }));

const perSecond = (value: number) => (value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0));
const perCent = (value: number) => `${Number((value * 100).toFixed(1))} %`;

/** What the fleet does, now and over the last quarter of an hour. */
export function RateCharts({ totals, history }: Props) {
  const times = useMemo(() => history.map(({ at }) => Date.parse(at) / 1_000), [history]);
  const speed = useMemo<readonly ChartLine[]>(
    () => [{ label: 'E-mails a second', colour: '--ok-mark', values: history.map((point) => point.emails_per_second) }],
    [history],
  );
  const shares = useMemo<readonly ChartLine[]>(
    () => LINES.map(({ key, ...line }) => ({ ...line, values: history.map((point) => point[key]) })),
    [history],
  );
  return (
    <>
      <Section title="E-mails a second" note="last 15 min">
        <p className={styles.now}>
          <Figure text={rate(totals.emails_per_second)} />
          <span className={styles.aside}>
            <Figure text={rate(totals.errors_per_minute)} /> errors a minute
          </span>
        </p>
        <Chart
          description={`E-mails a second over the last 15 minutes, now ${rate(totals.emails_per_second)}`}
          {...{ times, lines: speed, format: perSecond }}
        />
        <ChartTable caption="E-mails a second, minute by minute" history={history} columns={SPEED_COLUMNS} />
      </Section>
      <Section title="Replies" note="share of probed e-mails, last 15 min">
        <ul className={styles.legend}>
          {LINES.map(({ key, label, colour }) => (
            <li key={key}>
              <svg width={14} height={8} aria-hidden>
                <path d="M0 4H14" stroke={`var(${colour})`} strokeWidth={2.5} />
              </svg>
              <span className={styles.label}>{label}</span> <Figure text={percent(totals[key])} />
            </li>
          ))}
        </ul>
        <Chart
          description={`Shares over the last 15 minutes, now ${LINES.map(({ key, label }) => `${label} ${percent(totals[key])}`).join(', ')}`}
          {...{ times, lines: shares, format: perCent }}
        />
        <ChartTable caption="Shares of probed e-mails, minute by minute" history={history} columns={SHARE_COLUMNS} />
      </Section>
    </>
  );
}

interface ChartProps {
  readonly description: string;
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
}

/** Two points make a line; before that we say so. */
function Chart(props: ChartProps) {
  const hasLine = props.lines.some(({ values }) => values.filter((value) => value !== null).length > 1);
  if (!hasLine) return <p className={styles.empty}>No data yet. A point is added every five seconds.</p>;
  return <TimeChart {...props} />;
}
