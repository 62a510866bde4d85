import { createBrowserRouter, Navigate, type RouteObject } from 'react-router-dom';
import { PoliciesPage } from '../pages/governance/PoliciesPage';
import { PolicyVersionPage } from '../pages/governance/PolicyVersionPage';
import { ProviderModesPage } from '../pages/governance/ProviderModesPage';
import { RolloutHistoryPage } from '../pages/governance/RolloutHistoryPage';
import { RolloutPage } from '../pages/governance/RolloutPage';
import { RuntimeSettingsPage } from '../pages/governance/RuntimeSettingsPage';
import { SettingsPage } from '../pages/governance/SettingsPage';
import { ShadowRunPage } from '../pages/governance/ShadowRunPage';
import { ShadowRunsPage } from '../pages/governance/ShadowRunsPage';
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
      {
        path: 'settings',
        element: <SettingsPage />,
        children: [
          { index: true, element: <RuntimeSettingsPage /> },
          { path: 'providers', element: <ProviderModesPage /> },
          { path: 'policies', element: <PoliciesPage /> },
          { path: 'policies/:version', element: <PolicyVersionPage /> },
          { path: 'rollout', element: <RolloutPage /> },
          { path: 'shadow', element: <ShadowRunsPage /> },
          { path: 'shadow/:runUuid', element: <ShadowRunPage /> },
          { path: 'history', element: <RolloutHistoryPage /> },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export const openRouter = () => createBrowserRouter(routes, { basename: import.meta.env.BASE_URL.replace(/\/$/, '') });
