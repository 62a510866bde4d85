import type { ModeLayer, PoolMode, Provider, ProviderModeView, ProviderProfiles } from '@app/contracts';
import { readableTime, wireTime, wireTimeOrNull } from '../../common/wire-time.js';
import { type CountingMode, countingMode } from './mode-precedence.js';
import { MODE_LAYERS, type ModeRecord, wishOf } from './mode-record.js';

/** A pool beside its profiles in Laravel; null: not registered, or never read. */
export interface ProfiledPool {
  readonly pool: string;
  readonly profiles: ProviderProfiles | null;
}

/** A provider's mode as people read it: what counts, what lies below it, and what differs between pools. */
export function modeView(
  provider: Provider,
  record: ModeRecord,
  pools: readonly ProfiledPool[],
  now: number,
): ProviderModeView {
  const counting = countingMode(record, null, now);
  return {
    provider,
    mode: counting.mode,
    source: counting.source,
    layers: layersOf(record, counting, now),
    pools: pools.map(({ pool, profiles }) => poolMode(pool, record, profiles?.[provider] ?? null, now)),
    explanation: explanation(record, counting, now),
    revision: record.revision,
  };
}

function poolMode(pool: string, record: ModeRecord, profile: string | null, now: number): PoolMode {
  const { mode, source } = countingMode(record, profile, now);
  return { pool, mode, source, profile };
}

function layersOf(record: ModeRecord, counting: CountingMode, now: number): ModeLayer[] {
  return MODE_LAYERS.flatMap((source) => {
    const wish = wishOf(record, source, now);
    if (wish === null) return [];
    const { actor, reason, at, expiresAt } = wish;
    const decision = { actor, reason, at: wireTime(at), expires_at: wireTimeOrNull(expiresAt) };
    return [{ source, mode: wish.mode, counts: counting.source === source, decision }];
  });
}

function explanation(record: ModeRecord, { mode, source }: CountingMode, now: number): string {
  switch (source) {
    case 'manual': {
      const wish = wishOf(record, 'manual', now);
      const until = wish?.expiresAt == null ? 'until somebody changes it' : `until ${readableTime(wish.expiresAt)}`;
      return `Set by hand to ${mode} by ${wish?.actor ?? 'somebody'}, ${until}. Nothing automatic counts meanwhile.`;
    }
    case 'autoprotect':
    case 'autopilot': {
      const who = source === 'autopilot' ? 'The autopilot' : 'Auto-protect';
      return `${who} wishes ${mode}, the most restrictive of the automatic wishes. A pool's profile can be stricter.`;
    }
    case 'pool_profile':
    case 'default':
      return "Nobody has decided: normal, unless a pool's profile is stricter.";
  }
}
