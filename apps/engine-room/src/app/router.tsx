import { createBrowserRouter, Navigate, type RouteObject } from 'react-router-dom';
import { SettingsPage } from '../pages/governance/SettingsPage';
import { EditServerPage } from '../pages/infra/EditServerPage';
import { PoolsPage } from '../pages/infra/PoolsPage';
import { ProvisioningPage } from '../pages/infra/ProvisioningPage';
import { ServerPage } from '../pages/infra/ServerPage';
import { ServersPage } from '../pages/infra/ServersPage';
import { NotFoundPage } from '../pages/NotFoundPage';
import { AlertsPage } from '../pages/ops/AlertsPage';
import { OverviewPage } from '../pages/ops/OverviewPage';
import { WorkerPage } from '../pages/ops/WorkerPage';
import { WorkersPage } from '../pages/ops/WorkersPage';
import { App } from './App';
import { Crashed } from './Crashed';

/** Every page and its path under the base. */
export const routes: RouteObject[] = [
  {
    element: <App />,
    errorElement: <Crashed />,
    children: [
      { index: true, element: <Navigate to="/overview" replace /> },
      { path: 'overview', element: <OverviewPage /> },
      { path: 'workers', element: <WorkersPage />, children: [{ path: ':workerId', element: <WorkerPage /> }] },
      { path: 'alerts', element: <AlertsPage /> },
      { path: 'provisioning', element: <ProvisioningPage /> },
      { path: 'servers', element: <ServersPage /> },
      { path: 'servers/:serverId', element: <ServerPage /> },
      { path: 'servers/:serverId/edit', element: <EditServerPage /> },
      { path: 'pools', element: <PoolsPage /> },
      { path: 'settings', element: <SettingsPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const openRouter = () => createBrowserRouter(routes, { basename: import.meta.env.BASE_URL.replace(/\/$/, '') });
