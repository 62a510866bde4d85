import type { ProviderDrift, ProviderRow } from '@app/contracts';
import table from '../../ui/DataTable.module.css';
import { Figure } from '../../ui/Figure';
import { count, NO_DATA, percent } from '../../ui/figures';
import { StatusBadge } from '../../ui/StatusBadge';
import { basisWords } from './basis-words';
import { driftWords } from './drift';
import { ofProvider } from './queries';
import { modeLook, SOURCE_WORDS, STATUS_LOOK } from './words';
import styles from './Providers.module.css';

interface Props {
  readonly providers: readonly ProviderRow[];
  /** Undefined while it is not read. */
  readonly drift?: readonly ProviderDrift[] | undefined;
}

interface Column {
  readonly name: string;
  readonly text: (row: ProviderRow) => string;
}

const RATES: readonly Column[] = [
  { name: 'Tempfail', text: (row) => percent(row.tempfail_rate) },
  { name: 'Reject', text: (row) => percent(row.reject_rate) },
  { name: 'Unknown', text: (row) => percent(row.unknown_rate) },
];

const seconds = (value: number | null) => (value === null ? NO_DATA : `${value.toFixed(1)} s`);

/** Figures that only some workers report: a column that nobody fills would say nothing. */
const SELDOM: readonly (Column & { readonly isKnown: (row: ProviderRow) => boolean })[] = [
  {
    name: 'Policy blocked',
    text: (row) => percent(row.policy_blocked_rate),
    isKnown: (row) => row.policy_blocked_rate !== null,
  },
  { name: 'Retry after', text: (row) => seconds(row.avg_retry_after), isKnown: (row) => row.avg_retry_after !== null },
];

const CHANGE = 'Unknown, change';

/** How the mail providers answer. A provider nobody reports on has no data, which is not the same as healthy. */
export function ProvidersTable({ providers, drift }: Props) {
  const figures = [...RATES, ...SELDOM.filter(({ isKnown }) => providers.some(isKnown))];
  const columns = ['Provider', 'Status', 'Mode', ...figures.map(({ name }) => name), 'Workers', CHANGE, 'Measured'];
  const isNumber = (name: string) => name === 'Workers' || figures.some((figure) => figure.name === name);
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((name) => (
            <th key={name} role="columnheader" scope="col" className={isNumber(name) ? table.number : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {providers.map((row) => (
          <tr role="row" key={row.provider}>
            <th scope="row" role="rowheader">
              {row.provider}
            </th>
            <td role="cell">
              <StatusBadge {...STATUS_LOOK[row.status]} />
            </td>
            <td role="cell" data-label="Mode">
              <ModeCell row={row} />
            </td>
            {figures.map(({ name, text }) => (
              <td key={name} role="cell" className={table.number} data-label={name}>
                <Figure text={text(row)} />
              </td>
            ))}
            <td role="cell" className={table.number} data-label="Workers">
              {count(row.workers)}
            </td>
            <td role="cell" data-label={CHANGE} className={table.wide}>
              <DriftCell drift={ofProvider(drift, row.provider)} />
            </td>
            <td role="cell" className={`${table.dim} ${table.wide}`} data-label="Measured">
              {basisWords(row)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ModeCell({ row }: { readonly row: ProviderRow }) {
  const source = SOURCE_WORDS[row.mode_source];
  return (
    <span className={styles.lines}>
      <StatusBadge {...modeLook(row.mode)} isPlain />
      {source && <span className={styles.under}>{source}</span>}
    </span>
  );
}

function DriftCell({ drift }: { readonly drift: ProviderDrift | undefined }) {
  const words = drift && driftWords(drift);
  if (!words) return <span className={styles.under}>not measured</span>;
  const { icon: Glyph, change, against, isWorse } = words;
  return (
    <span className={styles.lines}>
      <span className={styles.change} data-worse={isWorse || undefined}>
        {Glyph && <Glyph size={15} aria-hidden />}
        {change}
      </span>
      <span className={styles.under}>{against}</span>
    </span>
  );
}
