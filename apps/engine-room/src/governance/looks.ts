import {
  IconAlertHexagon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowBarToDown,
  IconBiohazard,
  IconCircle,
  IconCircleCheck,
  IconFlask,
  IconHistory,
  IconHourglass,
  IconTrendingDown,
} from '@tabler/icons-react';
import type { PolicyVersion, ProviderMode, VerdictWord } from '@app/contracts';
import type { Look } from '../ui/look';

export const MODE_LOOK: Readonly<Record<ProviderMode, Look>> = {
  normal: { label: 'normal', tone: 'ok', icon: IconCircleCheck },
  cautious: { label: 'cautious', tone: 'warn', icon: IconAlertTriangle },
  degraded_probe: { label: 'degraded probe', tone: 'warn', icon: IconTrendingDown },
  drain: { label: 'drain', tone: 'bad', icon: IconArrowBarToDown },
  quarantine: { label: 'quarantine', tone: 'bad', icon: IconBiohazard },
};

export const VERDICT_LOOK: Readonly<Record<VerdictWord, Look>> = {
  pass: { label: 'pass', tone: 'ok', icon: IconCircleCheck },
  fail: { label: 'fail', tone: 'bad', icon: IconAlertHexagon },
  hold: { label: 'hold', tone: 'quiet', icon: IconHourglass },
};

export const RECOMMENDATION_LOOK: Readonly<Record<string, Look>> = {
  stable: { label: 'no worse', tone: 'ok', icon: IconCircleCheck },
  set_cautious: { label: 'be careful', tone: 'warn', icon: IconAlertTriangle },
  rollback_candidate: { label: 'too risky', tone: 'bad', icon: IconAlertHexagon },
};

/** What a version is to the fleet. */
export function versionLook({ active, stable, canary_percent, rolled_back_at, status }: PolicyVersion): Look {
  if (active && !stable) return { label: `canary, ${canary_percent} %`, tone: 'accent', icon: IconFlask };
  if (stable) return { label: active ? 'everybody runs it' : 'outside the canary', tone: 'ok', icon: IconCircleCheck };
  if (rolled_back_at) return { label: 'taken back', tone: 'bad', icon: IconArrowBackUp };
  if (status === 'draft') return { label: 'never rolled out', tone: 'quiet', icon: IconCircle };
  return { label: 'ran before', tone: 'quiet', icon: IconHistory };
}
