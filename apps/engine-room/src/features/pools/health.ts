import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconMoodEmpty,
  IconTrendingDown,
  type Icon,
} from '@tabler/icons-react';
import type { PoolHealth } from '@app/contracts';
import type { Tone } from '../../ui/tone';

export const HEALTH_LOOK: Readonly<Record<PoolHealth, { label: string; tone: Tone; icon: Icon }>> = {
  healthy: { label: 'healthy', tone: 'ok', icon: IconCircleCheck },
  degraded: { label: 'degraded', tone: 'warn', icon: IconAlertTriangle },
  under_capacity: { label: 'under capacity', tone: 'warn', icon: IconTrendingDown },
  no_workers: { label: 'no workers', tone: 'bad', icon: IconMoodEmpty },
  idle: { label: 'idle', tone: 'quiet', icon: IconCircleDashed },
};
