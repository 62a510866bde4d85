import type { ShadowResult } from '@app/contracts';
import table from '../../../ui/DataTable.module.css';
import { count, NO_DATA, percent } from '../../../ui/figures';
import { StatusBadge } from '../../../ui/StatusBadge';
import { range } from '../figures';
import { RECOMMENDATION_LOOK } from '../../../governance/looks';
import styles from './Shadow.module.css';

/** Each provider's shares under the candidate, what the active policy made of the same, and where they can lie. */
export function ProvidersTable({ results }: { readonly results: readonly ShadowResult[] }) {
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          {['Provider', 'Advice'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
          {['Traces', 'Otherwise', 'Unknown', 'Recovery', 'Policy blocked'].map((name) => (
            <th key={name} role="columnheader" scope="col" className={table.number}>
              {name}
            </th>
          ))}
          <th role="columnheader" scope="col">
            Why
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {results.map((result) => (
          <tr role="row" key={result.provider}>
            <th role="rowheader" scope="row">
              {result.provider}
            </th>
            <td role="cell">
              <StatusBadge {...(RECOMMENDATION_LOOK[result.recommendation] ?? UNKNOWN_ADVICE)} isPlain />
            </td>
            <td role="cell" className={table.number} data-label="Traces">
              {count(result.traces)}
            </td>
            <td role="cell" className={table.number} data-label="Otherwise">
              {count(result.reclassified)}
            </td>
            <Share
              name="Unknown"
              value={percent(result.unknown_rate)}
              active={percent(result.active.unknown_rate)}
              between={result.ranges?.unknown}
              why={result.why['unknown_rate']}
            />
            <Share
              name="Recovery"
              value={inPercent(result.tempfail_recovery_pct)}
              active={inPercent(result.active.tempfail_recovery_pct)}
              why={result.why['tempfail_recovery_pct']}
            />
            <Share
              name="Policy blocked"
              value={percent(result.policy_blocked_rate)}
              active={percent(result.active.policy_blocked_rate)}
              between={result.ranges?.policy_blocked}
              why={result.why['policy_blocked_rate']}
            />
            <td role="cell" className={table.wide} data-label="Why">
              <span className={styles.why}>
                {result.why['recommendation']} {result.why['rates']}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const UNKNOWN_ADVICE = { ...RECOMMENDATION_LOOK['set_cautious'], label: 'no advice' } as NonNullable<
  (typeof RECOMMENDATION_LOOK)[string]
>;

/** Recoveries come in per cent, the other shares 0..1. */
const inPercent = (value: number | null): string => percent(value === null ? null : value / 100);

interface ShareProps {
  readonly name: string;
  readonly value: string;
  readonly active: string;
  /** Where it lies over all decisions, as some stay open. */
  readonly between?: readonly [number, number] | undefined;
  /** Why there is no figure. */
  readonly why?: string | undefined;
}

function Share({ name, value, active, between, why }: ShareProps) {
  return (
    <td role="cell" className={table.number} data-label={name}>
      <span className={styles.share}>
        <strong>{value}</strong>
        <span className={styles.active}>active {active}</span>
        {between && between[0] !== between[1] && <span className={styles.range}>of all {range(between)}</span>}
        {value === NO_DATA && why && <span className={styles.because}>{why}</span>}
      </span>
    </td>
  );
}
