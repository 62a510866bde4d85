import { Outlet } from 'react-router-dom';
import { WishProvider } from '../../features/workers/WishProvider';
import { WorkersView } from '../../features/workers/WorkersView';
import { useWorkers } from '../../live/fleet';
import { ServerPlacesContext, useFindPlace } from '../../registry/server-places';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';

/** The runtime table; the drawer of one worker comes over it (WorkerPage). */
export function WorkersPage() {
  return (
    <ServerPlacesContext value={useFindPlace()}>
      <WishProvider>
        <div className={page.full}>
          <PageHeader title="Workers">
            Actions here tell workers what to do at run time. They never touch a host’s processes.
          </PageHeader>
          <WorkersView workers={useWorkers()} />
        </div>
        <Outlet />
      </WishProvider>
    </ServerPlacesContext>
  );
}
