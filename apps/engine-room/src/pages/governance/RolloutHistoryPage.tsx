import { HistoryView } from '../../features/governance/history/HistoryView';
import { PageHeader } from '../../ui/PageHeader';

export function RolloutHistoryPage() {
  return (
    <>
      <PageHeader title="Rollout history">
        Who decided what about which version, and why. The newest 100 are kept.
      </PageHeader>
      <HistoryView />
    </>
  );
}
