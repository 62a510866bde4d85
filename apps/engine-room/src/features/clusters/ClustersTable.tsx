import type { ReplyCluster } from '@app/contracts';
import { Link, useLocation } from 'react-router-dom';
import { Ago } from '../../live/Ago';
import table from '../../ui/DataTable.module.css';
import { count, percent } from '../../ui/figures';
import { codesOf, trendWords } from './cluster-words';
import { TrendBars } from './TrendBars';
import styles from './ClustersView.module.css';

const COLUMNS = ['Reply', 'Provider', 'Mail hosts', 'Traces', 'Of its provider', 'By hour', 'Last seen'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['Traces', 'Of its provider']);

/** Clusters, largest first; each leads to its members and to a rule that would decide it. */
export function ClustersTable({ clusters }: { readonly clusters: readonly ReplyCluster[] }) {
  return (
    <table role="table" className={`${table.table} ${styles.table}`}>
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
        {clusters.map((cluster) => (
          <ClusterLine key={cluster.id} cluster={cluster} />
        ))}
      </tbody>
    </table>
  );
}

function ClusterLine({ cluster }: { readonly cluster: ReplyCluster }) {
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.set('cluster_id', cluster.id);
  return (
    <tr role="row" className={styles.line}>
      <th scope="row" role="rowheader">
        <Link className={styles.open} to={{ search: query.toString() }}>
          {codesOf(cluster)}
        </Link>
      </th>
      <td role="cell">{cluster.provider}</td>
      <td role="cell" className={styles.host} data-label="Mail hosts">
        {cluster.host_pattern ?? <span className={styles.dim}>none named</span>}
      </td>
      <td role="cell" className={table.number} data-label="Traces">
        {count(cluster.count)}
      </td>
      <td role="cell" className={table.number} data-label="Of its provider">
        <span title={`of what ${cluster.provider} left unresolved`}>{percent(cluster.share)}</span>
      </td>
      <td role="cell" data-label="By hour">
        <TrendBars values={cluster.trend.map((hour) => hour.count)} />
        <span className="visually-hidden">{trendWords(cluster)}</span>
      </td>
      <td role="cell" className={table.dim} data-label="Last seen">
        <Ago at={cluster.last_at} />
      </td>
    </tr>
  );
}
