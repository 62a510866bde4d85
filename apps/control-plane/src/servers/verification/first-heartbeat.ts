import type { ServerFacts } from '../server-row.js';

/** What was seen of a server when it was looked at before. */
export interface Sighting {
  readonly wasHeard: boolean;
}

/**
 * Servers whose provisioned worker is heard for the first time: there is a live bundle, it was not verified yet, and its
 * worker was not heard already when the bundle was made: that one is the old worker, and its next beat proves nothing.
 * @param seen what the look before returned
 * @param verifiedBundle the bundle of a server's newest verification; null when there is none
 */
export function firstHeard(
  servers: readonly ServerFacts[],
  seen: ReadonlyMap<number, Sighting>,
  verifiedBundle: (serverId: number) => string | null,
  now: number,
): { readonly due: readonly number[]; readonly seen: ReadonlyMap<number, Sighting> } {
  const due: number[] = [];
  const next = new Map<number, Sighting>();
  for (const { server, worker } of servers) {
    const { latest_provisioning_bundle: latest } = server;
    const isLive = latest !== null && !latest.is_expired && Date.parse(latest.expires_at) > now;
    const wasHeard = seen.get(server.id)?.wasHeard ?? false;
    const isHeard = worker?.presence === 'live';
    if (isLive && isHeard && !wasHeard && verifiedBundle(server.id) !== latest.bundle_uuid) due.push(server.id);
    next.set(server.id, { wasHeard: isHeard });
  }
  return { due, seen: next };
}
