import { Wizard } from '../../features/servers/provisioning/Wizard';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';

/** The wizard only; the inventory is under Servers. */
export function ProvisioningPage() {
  return (
    <div className={page.page}>
      <PageHeader title="Provisioning">From a rented server to a worker that reports, in four steps.</PageHeader>
      <Wizard />
    </div>
  );
}
