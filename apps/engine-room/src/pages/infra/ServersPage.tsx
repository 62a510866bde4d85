import { NotBuilt } from '../../ui/NotBuilt';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';

export function ServersPage() {
  return (
    <div className={page.page}>
      <PageHeader title="Servers" />
      <NotBuilt
        title="Servers are not built yet"
        willOffer={[
          'The registered servers, matched with the workers that report from them',
          'Start, stop and restart of the worker process on a host',
          'What each command did, with its output',
        ]}
        meanwhile="control processes on the host itself. To stop new work without touching a process, pause or drain under Workers."
      />
    </div>
  );
}
