import type { Provider } from '@app/contracts';
import { Notice } from '../../ui/Notice';
import table from '../../ui/DataTable.module.css';
import { count } from '../../ui/figures';
import { Loading } from '../../ui/Loading';
import { Section } from '../../ui/Section';
import { useUnknownReasons } from './queries';
import styles from './ClustersView.module.css';

const COLUMNS = ['Tag', 'Provider', 'Count', 'Share', 'Workers'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['Count', 'Share', 'Workers']);

/** The tags that workers counted for what stayed unknown, since each worker's start. Needs no Laravel. */
export function UnknownReasons({ provider }: { readonly provider: Provider | null }) {
  const { data, error } = useUnknownReasons();
  const rows = data?.filter((row) => provider === null || row.provider === provider);
  return (
    <Section title="Tags that workers counted" note="since each worker’s start; share of its provider’s tags" isFlush>
      {error && (
        <div className={styles.trouble}>
          <Notice tone="warn" title="The tags could not be read">
            <p>{error.message}</p>
          </Notice>
        </div>
      )}
      {!rows && !error && <Loading height={120} label="Reading the tags" />}
      {rows?.length === 0 && (
        <p className={styles.none}>No worker has reported a tag{provider && ` for ${provider}`}.</p>
      )}
      {rows && rows.length > 0 && (
        <table role="table" className={table.table}>
          <thead role="rowgroup">
            <tr role="row">
              {COLUMNS.map((name) => (
                <th key={name} role="columnheader" scope="col" className={NUMBERS.has(name) ? table.number : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr role="row" key={`${row.provider} ${row.tag}`}>
                <th scope="row" role="rowheader">
                  {row.tag}
                </th>
                <td role="cell">{row.provider}</td>
                <td role="cell" className={table.number} data-label="Count">
                  {count(row.count)}
                </td>
                <td role="cell" className={table.number} data-label="Share">
                  {row.share_percent.toFixed(1)} %
                </td>
                <td role="cell" className={table.number} data-label="Workers">
                  {count(row.sample_workers)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
