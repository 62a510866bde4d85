import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { Outlet } from 'react-router-dom';
import { ClustersView } from '../../features/clusters/ClustersView';
import { DecisionsView } from '../../features/decisions/list/DecisionsView';
import { ViewLinks, WORKER_VIEWS, type WorkersViewName } from '../../features/workers/ViewLinks';
import { WishProvider } from '../../features/workers/WishProvider';
import { WorkersView } from '../../features/workers/WorkersView';
import { useWorkers } from '../../live/fleet';
import { ServerPlacesContext, useFindPlace } from '../../registry/server-places';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';

const HEADS: Readonly<Record<WorkersViewName, { readonly title: string; readonly lead: string }>> = {
  fleet: {
    title: 'Workers',
    lead: 'Actions here tell workers what to do at run time. They never touch a host’s processes.',
  },
  decisions: {
    title: 'Decisions',
    lead: 'What was decided about probed addresses, and by which rule. Accepted addresses leave no trace.',
  },
  clusters: {
    title: 'Unknown replies',
    lead: 'Replies that decided nothing, grouped by what they have in common, and a rule that would decide them.',
  },
};

/** The runtime table, what its probes decided, and what stays unknown. A worker's drawer comes over it (WorkerPage). */
export function WorkersPage() {
  const [view] = useQueryState('view', parseAsStringLiteral(WORKER_VIEWS).withDefault('fleet'));
  const { title, lead } = HEADS[view];
  return (
    <ServerPlacesContext value={useFindPlace()}>
      <WishProvider>
        <div className={view === 'fleet' ? page.full : page.page}>
          <PageHeader title={title}>{lead}</PageHeader>
          <ViewLinks current={view} />
          <View view={view} />
        </div>
        <Outlet />
      </WishProvider>
    </ServerPlacesContext>
  );
}

function View({ view }: { readonly view: WorkersViewName }): ReactNode {
  const workers = useWorkers();
  switch (view) {
    case 'fleet':
      return <WorkersView workers={workers} />;
    case 'decisions':
      return <DecisionsView />;
    case 'clusters':
      return <ClustersView />;
  }
}
