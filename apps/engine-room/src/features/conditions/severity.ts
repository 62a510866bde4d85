import { IconAlertHexagon, IconAlertTriangle, IconInfoCircle, type Icon } from '@tabler/icons-react';
import type { Condition } from '@app/contracts';
import type { Tone } from '../../ui/tone';

type Severity = Condition['severity'];

export const SEVERITY_LOOK: Readonly<Record<Severity, { label: string; tone: Tone; icon: Icon }>> = {
  critical: { label: 'critical', tone: 'bad', icon: IconAlertHexagon },
  warning: { label: 'warning', tone: 'warn', icon: IconAlertTriangle },
  info: { label: 'info', tone: 'accent', icon: IconInfoCircle },
};

const RANK: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

/** Worst first; among equals the one that lasts longest. */
export const bySeverity = (conditions: readonly Condition[]): readonly Condition[] =>
  [...conditions].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || sinceOf(a) - sinceOf(b) || a.key.localeCompare(b.key),
  );

const sinceOf = ({ since }: Condition) => (since === null ? Number.MAX_SAFE_INTEGER : Date.parse(since));

/** Where one looks into the condition; null when there is no page that shows more. */
export function placeOf({ type, subject }: Condition): { to: string; label: string } | null {
  switch (type) {
    case 'worker_offline':
    case 'worker_stuck_desired':
      return { to: `/workers/${encodeURIComponent(subject)}`, label: `Open ${subject}` };
    case 'pool_under_capacity':
      return { to: `/workers?pool=${encodeURIComponent(subject)}&sort=state`, label: `Workers of ${subject}` };
    case 'fleet_silent':
      return { to: '/workers?presence=silent&sort=heartbeat', label: 'Silent workers' };
    case 'provider_health':
      return { to: '/settings/providers', label: `Mode of ${subject}` };
    case 'redis_away':
    case 'intents_unknown':
      return null;
  }
}
