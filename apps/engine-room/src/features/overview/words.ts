import {
  IconAlertHexagon,
  IconAlertTriangle,
  IconArrowBarToDown,
  IconBiohazard,
  IconCircleCheck,
  IconCircleDashed,
  IconHourglass,
  IconTrendingDown,
  type Icon,
} from '@tabler/icons-react';
import type { ModeSource, ProviderCalibration, ProviderMode, ProviderStatus, VerdictWord } from '@app/contracts';
import { NO_DATA } from '../../ui/figures';
import type { Tone } from '../../ui/tone';

export interface Look {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: Icon;
}

export const STATUS_LOOK: Readonly<Record<ProviderStatus, Look>> = {
  healthy: { label: 'healthy', tone: 'ok', icon: IconCircleCheck },
  warning: { label: 'warning', tone: 'warn', icon: IconAlertTriangle },
  critical: { label: 'critical', tone: 'bad', icon: IconAlertHexagon },
  no_data: { label: NO_DATA, tone: 'quiet', icon: IconCircleDashed },
};

const MODE_LOOK: Readonly<Record<ProviderMode, Look>> = {
  normal: { label: 'normal', tone: 'quiet', icon: IconCircleCheck },
  cautious: { label: 'cautious', tone: 'warn', icon: IconAlertTriangle },
  degraded_probe: { label: 'degraded probe', tone: 'warn', icon: IconTrendingDown },
  drain: { label: 'drain', tone: 'bad', icon: IconArrowBarToDown },
  quarantine: { label: 'quarantine', tone: 'bad', icon: IconBiohazard },
};

/** A word that is not ours is shown as it is. */
export const modeLook = (mode: string): Look =>
  (MODE_LOOK as Readonly<Record<string, Look>>)[mode] ?? { label: mode, tone: 'quiet', icon: IconCircleDashed };

/** Who set a mode; nobody is not worth a word. */
export const SOURCE_WORDS: Readonly<Record<ModeSource, string | null>> = {
  manual: 'set by hand',
  autoprotect: 'by auto-protect',
  autopilot: 'by the canary autopilot',
  pool_profile: 'by a pool’s profile',
  default: null,
};

export const VERDICT_LOOK: Readonly<Record<VerdictWord, Look>> = {
  pass: { label: 'pass', tone: 'ok', icon: IconCircleCheck },
  fail: { label: 'fail', tone: 'bad', icon: IconAlertHexagon },
  hold: { label: 'hold', tone: 'quiet', icon: IconHourglass },
};

const RECOMMENDATION_LOOK: Readonly<Record<string, Look>> = {
  stable: { label: 'no worse', tone: 'ok', icon: IconCircleCheck },
  set_cautious: { label: 'be careful', tone: 'warn', icon: IconAlertTriangle },
  rollback_candidate: { label: 'too risky', tone: 'bad', icon: IconAlertHexagon },
};

export const recommendationLook = (word: string): Look =>
  RECOMMENDATION_LOOK[word] ?? { label: word || NO_DATA, tone: 'quiet', icon: IconCircleDashed };

export const TRUST_LOOK: Readonly<Record<ProviderCalibration['calibration_confidence'], Look>> = {
  high: { label: 'high', tone: 'ok', icon: IconCircleCheck },
  medium: { label: 'medium', tone: 'accent', icon: IconCircleCheck },
  low: { label: 'low', tone: 'warn', icon: IconAlertTriangle },
  none: { label: NO_DATA, tone: 'quiet', icon: IconCircleDashed },
};
