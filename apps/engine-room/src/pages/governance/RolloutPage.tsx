import { RolloutPageView } from '../../features/governance/rollout/RolloutPageView';
import { PageHeader } from '../../ui/PageHeader';

export function RolloutPage() {
  return (
    <>
      <PageHeader title="Rollout">
        Which version which workers run, and how those with the new one do against the others over the same time.
      </PageHeader>
      <RolloutPageView />
    </>
  );
}
