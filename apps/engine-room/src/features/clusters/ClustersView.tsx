import { Button } from '@mantine/core';
import { TracesAge } from '../../traces/TracesAge';
import { TraceTrouble } from '../../traces/TraceTrouble';
import { PROVIDERS } from '@app/contracts';
import { ChoiceChips } from '../../ui/ChoiceChips';
import { count } from '../../ui/figures';
import { Loading } from '../../ui/Loading';
import { Section } from '../../ui/Section';
import type { ClusterPage } from './api';
import { ClusterPanel } from './ClusterPanel';
import { ClustersTable } from './ClustersTable';
import { useAllClusters, useClusterProvider, useOpenCluster } from './filter';
import { useClusters } from './queries';
import { UnknownReasons } from './UnknownReasons';
import styles from './ClustersView.module.css';

const ALL = 'all';

/** What stays unresolved, grouped by what the replies have in common; and the tags that workers counted. */
export function ClustersView() {
  const [provider, setProvider] = useClusterProvider();
  const [openId] = useOpenCluster();
  return (
    <div className={styles.view}>
      <ChoiceChips
        legend="Provider"
        isLegendHidden
        options={[{ value: ALL, label: 'All providers' }, ...PROVIDERS.map((value) => ({ value, label: value }))]}
        value={provider ?? ALL}
        onChange={(value) => void setProvider(value === ALL ? null : value)}
      />
      <Clusters />
      <UnknownReasons provider={provider} />
      {openId !== null && <ClusterPanel key={openId} clusterId={openId} />}
    </div>
  );
}

/** So many are shown at first: after the large ones come many that happened once. */
const FIRST = 20;

function Clusters() {
  const [isAll, setAll] = useAllClusters();
  const [provider] = useClusterProvider();
  const list = useClusters(provider);
  if (!list.data) {
    if (!list.error) return <Loading height={300} label="Reading the unresolved replies" />;
    return (
      <TraceTrouble
        error={list.error}
        what="The unresolved replies"
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    );
  }
  const { data: clusters, meta } = list.data;
  const shown = isAll ? clusters : clusters.slice(0, FIRST);
  return (
    <>
      <TracesAge source={meta.source} error={list.error} />
      <Section title="Unresolved replies that are alike" note={noteOf(list.data)} isFlush>
        {clusters.length > 0 ? (
          <ClustersTable clusters={shown} />
        ) : (
          <p className={styles.none}>
            {meta.traces === 0
              ? 'No trace was recorded yet, so that there is nothing to group.'
              : `No reply ${provider ? `of ${provider} ` : ''}among them stayed unresolved.`}
          </p>
        )}
        {clusters.length > FIRST && (
          <div className={styles.more}>
            <Button variant="default" onClick={() => void setAll(!isAll)}>
              {isAll ? `Show the largest ${FIRST}` : `Show all ${count(clusters.length)} kinds`}
            </Button>
          </div>
        )}
      </Section>
    </>
  );
}

function noteOf({ data: clusters, meta }: ClusterPage): string {
  const most =
    clusters.length < meta.total ? `; the largest ${count(clusters.length)} of ${count(meta.total)} kinds` : '';
  return `${count(meta.unresolved)} of the newest ${count(meta.traces)} traces ended with a reply that decided nothing${most}`;
}
