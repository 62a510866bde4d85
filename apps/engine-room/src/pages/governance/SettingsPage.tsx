import { Outlet } from 'react-router-dom';
import { TabLinks } from '../../ui/TabLinks';
import page from '../page.module.css';

const TABS = [
  { to: '/settings', label: 'Runtime settings', isExact: true },
  { to: '/settings/providers', label: 'Provider modes' },
  { to: '/settings/policies', label: 'Policies' },
  { to: '/settings/rollout', label: 'Rollout' },
  { to: '/settings/shadow', label: 'Shadow runs' },
  { to: '/settings/history', label: 'History' },
] as const;

/** The pages of governance, beside each other. */
export function SettingsPage() {
  return (
    <div className={page.page}>
      <TabLinks label="Settings" tabs={TABS} />
      <Outlet />
    </div>
  );
}
