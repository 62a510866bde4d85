import { VersionsActions } from '../../features/governance/versions/VersionsActions';
import { VersionsView } from '../../features/governance/versions/VersionsView';
import { PageHeader } from '../../ui/PageHeader';

export function PoliciesPage() {
  return (
    <>
      <PageHeader title="Policy versions" aside={<VersionsActions />}>
        A policy says what workers make of a mail server’s reply. Its payload is Laravel’s; which workers run it is
        decided here.
      </PageHeader>
      <VersionsView />
    </>
  );
}
