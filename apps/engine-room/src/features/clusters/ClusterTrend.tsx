import type { ReplyCluster } from '@app/contracts';
import table from '../../ui/DataTable.module.css';
import { Disclosure } from '../../ui/Disclosure';
import { count } from '../../ui/figures';
import { trendWords } from './cluster-words';
import { TrendBars } from './TrendBars';
import styles from './ClusterPanel.module.css';

const hour = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** How the cluster grew: a sentence, a picture, and the table behind it. */
export function ClusterTrend({ cluster }: { readonly cluster: ReplyCluster }) {
  return (
    <section aria-labelledby="cluster-trend">
      <h3 id="cluster-trend" className={styles.heading}>
        Traces by hour
      </h3>
      <p className={styles.summary}>{trendWords(cluster)}</p>
      <TrendBars values={cluster.trend.map((step) => step.count)} width={560} height={64} />
      <Disclosure summary="Show as a table">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Hour from</th>
              <th scope="col" className={table.number}>
                Traces
              </th>
            </tr>
          </thead>
          <tbody>
            {cluster.trend.toReversed().map((step) => (
              <tr key={step.from}>
                <th scope="row">{hour.format(Date.parse(step.from))}</th>
                <td className={table.number}>{count(step.count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </section>
  );
}
