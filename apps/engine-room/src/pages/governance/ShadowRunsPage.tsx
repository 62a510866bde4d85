import { ShadowView } from '../../features/governance/shadow/ShadowView';
import { PageHeader } from '../../ui/PageHeader';

export function ShadowRunsPage() {
  return (
    <>
      <PageHeader title="Shadow runs">
        What a policy would have decided, tried on recorded decisions before any worker runs it.
      </PageHeader>
      <ShadowView />
    </>
  );
}
