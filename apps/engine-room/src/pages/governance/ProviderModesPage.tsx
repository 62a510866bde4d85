import { ModesView } from '../../features/governance/modes/ModesView';
import { PageHeader } from '../../ui/PageHeader';

export function ProviderModesPage() {
  return (
    <>
      <PageHeader title="Provider modes">
        How carefully each mail provider is probed, who said so, and until when.
      </PageHeader>
      <ModesView />
    </>
  );
}
