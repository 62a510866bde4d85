import { IconAlertHexagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import type { ModeSource, ProviderCalibration, ProviderMode, ProviderStatus } from '@app/contracts';
import { MODE_LOOK, RECOMMENDATION_LOOK } from '../../governance/looks';
import { NO_DATA } from '../../ui/figures';
import type { Look } from '../../ui/look';

export const STATUS_LOOK: Readonly<Record<ProviderStatus, Look>> = {
  healthy: { label: 'healthy', tone: 'ok', icon: IconCircleCheck },
  warning: { label: 'warning', tone: 'warn', icon: IconAlertTriangle },
  critical: { label: 'critical', tone: 'bad', icon: IconAlertHexagon },
  no_data: { label: NO_DATA, tone: 'quiet', icon: IconCircleDashed },
};

/** What is usual does not draw the eye here. */
export const modeLook = (mode: ProviderMode): Look =>
  mode === 'normal' ? { ...MODE_LOOK.normal, tone: 'quiet' } : MODE_LOOK[mode];

/** Who set a mode; nobody is not worth a word. */
export const SOURCE_WORDS: Readonly<Record<ModeSource, string | null>> = {
  manual: 'set by hand',
  autoprotect: 'by auto-protect',
  autopilot: 'by the canary autopilot',
  pool_profile: 'by a pool’s profile',
  default: null,
};

export const recommendationLook = (word: string): Look =>
  RECOMMENDATION_LOOK[word] ?? { label: word || NO_DATA, tone: 'quiet', icon: IconCircleDashed };

export const TRUST_LOOK: Readonly<Record<ProviderCalibration['calibration_confidence'], Look>> = {
  high: { label: 'high', tone: 'ok', icon: IconCircleCheck },
  medium: { label: 'medium', tone: 'accent', icon: IconCircleCheck },
  low: { label: 'low', tone: 'warn', icon: IconAlertTriangle },
  none: { label: NO_DATA, tone: 'quiet', icon: IconCircleDashed },
};
