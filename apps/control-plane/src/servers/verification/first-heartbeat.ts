import type { ServerFacts } from '../server-row.js';

/** Since when each server's worker is heard without a gap, as far as anybody looked. Epoch milliseconds. */
export type HeardSince = ReadonlyMap<number, number>;

/**
 * Since when the servers' workers are heard, as of `now`. A worker that was heard at the look before has not begun anew;
 * one that is heard at the first look of all has begun now, as far as we know.
 */
export function heardSince(servers: readonly ServerFacts[], before: HeardSince, now: number): HeardSince {
  const heard = servers.filter(({ worker }) => worker?.presence === 'live');
  return new Map(heard.map(({ server }) => [server.id, before.get(server.id) ?? now]));
}

/** Which bundle was verified when. */
export interface Verified {
  readonly bundle: string | null;
  /** Epoch milliseconds, to the second. */
  readonly at: number;
}

/**
 * Servers whose provisioned worker is heard for the first time: there is a live bundle, its worker began to be heard
 * after the bundle was made, and nobody has verified it since. A worker that was heard before is the old one: its beats
 * prove nothing of the bundle.
 * @param verified a server's newest verification; null when there is none
 */
export function firstHeard(
  servers: readonly ServerFacts[],
  heard: HeardSince,
  verified: (serverId: number) => Verified | null,
  now: number,
): readonly number[] {
  return servers.flatMap(({ server }) => {
    const bundle = server.latest_provisioning_bundle;
    const since = heard.get(server.id);
    if (bundle === null || since === undefined) return [];
    const isLive = !bundle.is_expired && Date.parse(bundle.expires_at) > now;
    const isNew = since >= Date.parse(bundle.created_at);
    return isLive && isNew && !covers(verified(server.id), bundle.bundle_uuid, since) ? [server.id] : [];
  });
}

/** A verification from before the worker was heard could not see it. */
function covers(verified: Verified | null, bundle: string, since: number): boolean {
  return verified !== null && verified.bundle === bundle && verified.at + 1_000 > since;
}
