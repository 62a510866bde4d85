import {
  IconAdjustments,
  IconBell,
  IconCpu,
  IconLayoutDashboard,
  IconPackages,
  IconServer2,
  IconStack2,
  type Icon,
} from '@tabler/icons-react';

interface Place {
  readonly to: string;
  readonly label: string;
  readonly icon: Icon;
}

export const NAVIGATION: readonly { readonly group: string; readonly places: readonly Place[] }[] = [
  {
    group: 'Ops',
    places: [
      { to: '/overview', label: 'Overview', icon: IconLayoutDashboard },
      { to: '/workers', label: 'Workers', icon: IconCpu },
      { to: '/alerts', label: 'Alerts', icon: IconBell },
    ],
  },
  {
    group: 'Infra',
    places: [
      { to: '/provisioning', label: 'Provisioning', icon: IconPackages },
      { to: '/servers', label: 'Servers', icon: IconServer2 },
      { to: '/pools', label: 'Pools', icon: IconStack2 },
    ],
  },
  { group: 'Governance', places: [{ to: '/settings', label: 'Settings', icon: IconAdjustments }] },
];
