import { Button } from '@mantine/core';
import { useOverview } from '../../live/fleet';
import { usePoolRegistry } from '../../registry/queries';
import { RegistryTrouble } from '../../registry/RegistryTrouble';
import { SourceLine } from '../../registry/SourceLine';
import { counted } from '../../ui/figures';
import { Notice } from '../../ui/Notice';
import { Section } from '../../ui/Section';
import { PoolDialog } from './PoolDialog';
import { PoolsTable } from './PoolsTable';
import { pairPools } from './registered';
import { RegistryTable } from './RegistryTable';
import { usePoolDialog } from './use-pool-dialog';
import { Loading } from '../../ui/Loading';
import styles from './PoolsView.module.css';

/** The registered pools beside what runs; what runs is shown also when the records cannot be read. */
export function PoolsView() {
  const registry = usePoolRegistry();
  const overview = useOverview();
  const dialog = usePoolDialog();
  if (!registry.data) {
    if (!registry.error) return <Loading height={320} label="Reading the pools" />;
    return (
      <>
        <RegistryTrouble
          error={registry.error}
          what="The registered pools"
          onRetry={() => void registry.refetch()}
          isRetrying={registry.isFetching}
        />
        <Section title="Runtime" note="as the workers report it" isFlush>
          {overview?.pools.length ? (
            <PoolsTable pools={overview.pools} />
          ) : (
            <p className={styles.none}>No worker has named a pool yet.</p>
          )}
        </Section>
      </>
    );
  }
  const { data: records, meta } = registry.data;
  const pairs = pairPools(records, overview?.pools);
  const edited = records.find(({ id }) => id === dialog.editedId) ?? null;
  return (
    <>
      <SourceLine source={meta.source} error={registry.error} />
      {dialog.editedId !== null && !edited && (
        <Notice tone="warn" title={`There is no pool ${dialog.editedId}`}>
          It may have been another one that the link meant. The pools that are registered are below.
        </Notice>
      )}
      <Section title="Pools" note={`${counted(records.length, 'registered pool')}`} isFlush>
        {pairs.length === 0 ? (
          <p className={styles.none}>
            No pool is registered, and no worker has named one.{' '}
            <Button size="compact-sm" variant="light" onClick={dialog.create}>
              Create the first pool
            </Button>
          </p>
        ) : (
          <RegistryTable pairs={pairs} onEdit={dialog.edit} />
        )}
      </Section>
      <PoolDialog subject={dialog.isCreating ? 'new' : edited} onClose={dialog.close} />
    </>
  );
}
