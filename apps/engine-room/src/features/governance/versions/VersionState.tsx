import { IconArrowBackUp, IconCircle, IconCircleCheck, IconFlask, IconHistory } from '@tabler/icons-react';
import type { PolicyVersion } from '@app/contracts';
import { StatusBadge } from '../../../ui/StatusBadge';
import type { Look } from '../../../ui/look';

/** What a version is to the fleet. */
export function VersionState({ version }: { readonly version: PolicyVersion }) {
  return <StatusBadge {...lookOf(version)} />;
}

export function lookOf({ active, stable, canary_percent, rolled_back_at, status }: PolicyVersion): Look {
  if (active && !stable) return { label: `canary, ${canary_percent} %`, tone: 'accent', icon: IconFlask };
  if (stable) return { label: active ? 'everybody runs it' : 'outside the canary', tone: 'ok', icon: IconCircleCheck };
  if (rolled_back_at) return { label: 'taken back', tone: 'bad', icon: IconArrowBackUp };
  if (status === 'draft') return { label: 'never rolled out', tone: 'quiet', icon: IconCircle };
  return { label: 'ran before', tone: 'quiet', icon: IconHistory };
}
