import type { Estimated, ProviderCalibration, ProviderQuality } from '@app/contracts';
import table from '../../ui/DataTable.module.css';
import { count, percent } from '../../ui/figures';
import { StatusBadge } from '../../ui/StatusBadge';
import { ofProvider } from './queries';
import { TRUST_LOOK } from './words';
import styles from './Providers.module.css';

interface Props {
  readonly calibration: readonly ProviderCalibration[];
  /** Undefined while it is not read. */
  readonly quality: readonly ProviderQuality[] | undefined;
}

const COLUMNS = ['Provider', 'Trust', 'Unknown', 'Recovered later', 'Wasted retries', 'Claims upheld'];

/** How far the figures can be trusted, and what further attempts were good for; with 95 % intervals. */
export function AccuracyTable({ calibration, quality }: Props) {
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {calibration.map((row) => {
          const measured = ofProvider(quality, row.provider);
          return (
            <tr role="row" key={row.provider}>
              <th scope="row" role="rowheader">
                {row.provider}
              </th>
              <td role="cell">
                <StatusBadge {...TRUST_LOOK[row.calibration_confidence]} isPlain />
              </td>
              <td role="cell" data-label="Unknown">
                <Estimate of={row.unknown} />
              </td>
              <td role="cell" data-label="Recovered later">
                <Estimate of={measured?.recovery ?? null} />
              </td>
              <td role="cell" data-label="Wasted retries">
                <Estimate of={measured?.waste ?? null} />
              </td>
              <td role="cell" data-label="Claims upheld" className={table.wide}>
                <Upheld claims={row.by_confidence} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Estimate({ of }: { readonly of: Estimated | null }) {
  if (!of) return <span className={styles.under}>not measured</span>;
  return (
    <span className={styles.lines}>
      <span className={styles.figure}>{percent(of.value)}</span>
      <span className={styles.interval}>
        {(of.low * 100).toFixed(1)} to {percent(of.high)}, of {count(of.sample)}
      </span>
    </span>
  );
}

/** For each confidence that was claimed, how often the end agreed. */
function Upheld({ claims }: { readonly claims: ProviderCalibration['by_confidence'] }) {
  const measured = claims.filter(({ upheld }) => upheld !== null);
  if (measured.length === 0) return <span className={styles.under}>not measured</span>;
  return (
    <ul className={styles.claims}>
      {measured.map(({ confidence, upheld }) => (
        <li key={confidence}>
          <span className={styles.claim}>{confidence}</span> <Estimate of={upheld} />
        </li>
      ))}
    </ul>
  );
}
