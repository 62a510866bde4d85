import type { ReplyCluster } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../live/Ago';
import { TraceTrouble } from '../../traces/TraceTrouble';
import { decisionsPlace, tracePlace } from '../../traces/places';
import { SidePanel, useFocusBack } from '../../ui/Dialog';
import { Fact, Facts } from '../../ui/Facts';
import { count, percent } from '../../ui/figures';
import { Loading } from '../../ui/Loading';
import { byCount, nameOf } from './cluster-words';
import { ClusterTrend } from './ClusterTrend';
import { DraftRule } from './DraftRule';
import { useClusterProvider, useOpenCluster } from './filter';
import { useClusters } from './queries';
import styles from './ClusterPanel.module.css';

/** One cluster over the list, with a URL of its own. */
export function ClusterPanel({ clusterId }: { readonly clusterId: string }) {
  const [provider] = useClusterProvider();
  const [, setOpen] = useOpenCluster();
  const list = useClusters(provider);
  const cluster = list.data?.data.find(({ id }) => id === clusterId);
  useFocusBack();
  return (
    <SidePanel
      isOpen
      onClose={() => void setOpen(null)}
      side="right"
      width="min(40rem, 100vw)"
      title={cluster ? nameOf(cluster) : 'Unresolved replies'}
    >
      {cluster && <Cluster cluster={cluster} />}
      {!cluster && list.isPending && <Loading height={300} label="Reading the cluster" />}
      {!cluster && list.data && (
        <p>No unresolved reply of this kind is among the newest traces any more, or the provider chosen hides it.</p>
      )}
      {!cluster && list.error && (
        <TraceTrouble
          error={list.error}
          what="This cluster"
          onRetry={() => void list.refetch()}
          isRetrying={list.isFetching}
        />
      )}
    </SidePanel>
  );
}

function Cluster({ cluster }: { readonly cluster: ReplyCluster }) {
  return (
    <div className={styles.content}>
      <ClusterTrend cluster={cluster} />
      <Facts title="What they have in common">
        <Fact name="Traces" aside={`${percent(cluster.share)} of what ${cluster.provider} left unresolved`}>
          {count(cluster.count)}
        </Fact>
        <Fact name="Provider">{cluster.provider}</Fact>
        <Fact name="Mail hosts">{cluster.host_pattern ?? 'none named'}</Fact>
        <Fact name="First seen">
          <Ago at={cluster.first_at} />
        </Fact>
        <Fact name="Last seen">
          <Ago at={cluster.last_at} />
        </Fact>
        <Fact name="Reason codes">
          <Counts counts={cluster.reason_codes} />
        </Fact>
        <Fact name="Policy versions">
          <Counts counts={cluster.policy_versions} />
        </Fact>
      </Facts>
      <Members cluster={cluster} />
      <DraftRule clusterId={cluster.id} />
    </div>
  );
}

function Counts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const parts = byCount(counts);
  if (parts.length === 0) return <>none recorded</>;
  return (
    <ul className={styles.counts}>
      {parts.map(([word, times]) => (
        <li key={word}>
          {word || 'none named'} <span className={styles.dim}>{count(times)}</span>
        </li>
      ))}
    </ul>
  );
}

function Members({ cluster: { members, provider } }: { readonly cluster: ReplyCluster }) {
  return (
    <section aria-labelledby="cluster-members">
      <h3 id="cluster-members" className={styles.heading}>
        The newest of them
      </h3>
      <ul className={styles.members}>
        {members.map((id) => (
          <li key={id}>
            <Link to={tracePlace(id)}>Trace {id}</Link>
          </li>
        ))}
      </ul>
      <p className={styles.dim}>
        <Link to={decisionsPlace({ trace_provider: provider })}>All decisions of {provider}</Link>
      </p>
    </section>
  );
}
