import { NewPoolButton } from '../../features/pools/NewPoolButton';
import { PoolsView } from '../../features/pools/PoolsView';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';

export function PoolsPage() {
  return (
    <div className={page.page}>
      <PageHeader title="Pools" aside={<NewPoolButton />}>
        What is registered, and beside it what the workers that name the pool do.
      </PageHeader>
      <PoolsView />
    </div>
  );
}
