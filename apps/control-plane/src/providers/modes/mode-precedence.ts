import { type ModeSource, PROVIDER_MODES, type ProviderMode } from '@app/contracts';
import { type ModeRecord, wishOf } from './mode-record.js';

/** The mode that counts, and whose it is. */
export interface CountingMode {
  readonly mode: ProviderMode;
  readonly source: ModeSource;
  /** When it was decided, epoch milliseconds; null for pool profiles and where nobody decided. */
  readonly decidedAt: number | null;
}

const NOBODY: CountingMode = { mode: 'normal', source: 'default', decidedAt: null };

/** How careful workers of a pool with this profile are (contract, section 7.5); whatever else is written is normal. */
export function modeOfProfile(profile: string): ProviderMode {
  switch (profile) {
    case 'low_hit':
      return 'cautious';
    case 'warmup':
      return 'degraded_probe';
    default:
      return 'normal';
  }
}

export function isMoreRestrictive(mode: ProviderMode, than: ProviderMode): boolean {
  return PROVIDER_MODES.indexOf(mode) > PROVIDER_MODES.indexOf(than);
}

/**
 * The mode of a provider for a pool: the manual one while it counts, `normal` included; else the most restrictive of
 * auto-protect's, the autopilot's and the pool's profile. Of equal ones the
 * stored one is named. Workers' polls, pages and the overview all ask here.
 * @param profile of the pool in Laravel; null: nobody named a pool, or the pool is not registered
 */
export function countingMode(record: ModeRecord, profile: string | null, now: number): CountingMode {
  const manual = wishOf(record, 'manual', now);
  if (manual !== null) return { mode: manual.mode, source: 'manual', decidedAt: manual.at };
  return automaticModes(record, profile, now).reduce<CountingMode>(
    (strictest, one) =>
      strictest.source === 'default' || isMoreRestrictive(one.mode, strictest.mode) ? one : strictest,
    NOBODY,
  );
}

function automaticModes(record: ModeRecord, profile: string | null, now: number): readonly CountingMode[] {
  const stored = (['autoprotect', 'autopilot'] as const).flatMap((source) => {
    const wish = wishOf(record, source, now);
    return wish === null ? [] : [{ mode: wish.mode, source, decidedAt: wish.at }];
  });
  return profile === null
    ? stored
    : [...stored, { mode: modeOfProfile(profile), source: 'pool_profile', decidedAt: null }];
}
