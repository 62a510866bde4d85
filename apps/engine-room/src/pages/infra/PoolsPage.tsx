import { Skeleton } from '@mantine/core';
import { PoolsTable } from '../../features/pools/PoolsTable';
import { useOverview } from '../../live/fleet';
import { NotBuilt } from '../../ui/NotBuilt';
import { PageHeader } from '../../ui/PageHeader';
import { Section } from '../../ui/Section';
import page from '../page.module.css';

export function PoolsPage() {
  const overview = useOverview();
  return (
    <div className={page.page}>
      <PageHeader title="Pools" />
      {overview ? (
        <Section title="Runtime" note="as the workers report it" isFlush>
          {overview.pools.length === 0 ? (
            <p className={page.empty}>No worker has named a pool yet.</p>
          ) : (
            <PoolsTable pools={overview.pools} />
          )}
        </Section>
      ) : (
        <Skeleton height={200} aria-label="Waiting for the fleet" />
      )}
      <NotBuilt
        title="The registry of pools is not built yet"
        willOffer={['Names and descriptions', 'Provider profiles of a pool', 'Making and archiving pools']}
        meanwhile="keep pools in the Laravel application. What workers report and what is desired of them is above."
      />
    </div>
  );
}
