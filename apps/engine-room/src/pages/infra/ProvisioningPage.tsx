import { NotBuilt } from '../../ui/NotBuilt';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';

export function ProvisioningPage() {
  return (
    <div className={page.page}>
      <PageHeader title="Provisioning" />
      <NotBuilt
        title="Provisioning is not built yet"
        willOffer={[
          'A guided way from a rented server to a worker that reports',
          'The bundle and the commands for the host, shown once',
          'Verification: registered, reachable, heartbeat received',
        ]}
        meanwhile="add servers in the Laravel application. A worker appears under Workers with its first heartbeat."
      />
    </div>
  );
}
