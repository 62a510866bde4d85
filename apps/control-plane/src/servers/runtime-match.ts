import type { MatchedBy, Presence } from '@app/contracts';

/** What of a registered server a worker can be recognised by. */
export interface MatchableServer {
  readonly id: number;
  readonly name: string;
  readonly ip_address: string;
}

/** What a worker says of itself. */
export interface MatchableWorker {
  readonly worker_id: string;
  readonly host: string;
  readonly ip_address: string;
  readonly presence: Presence;
}

/** Whether a worker is the one of a server; never a guess. */
export type Match =
  | { readonly state: 'matched'; readonly workerId: string; readonly by: MatchedBy }
  | { readonly state: 'ambiguous'; readonly candidates: readonly string[]; readonly because: string }
  | { readonly state: 'unmatched' };

const STEPS: readonly { readonly by: MatchedBy; readonly of: Keys; readonly text: string }[] = [
  { by: 'id', of: { server: ({ id }) => String(id), worker: ({ worker_id }) => worker_id.trim() }, text: 'the id' },
  {
    by: 'ip_address',
    of: {
      server: ({ ip_address }) => ip_address.trim().toLowerCase(),
      worker: ({ ip_address }) => ip_address.trim().toLowerCase(),
    },
    text: 'the address',
  },
  { by: 'host', of: { server: ({ name }) => hostName(name), worker: ({ host }) => hostName(host) }, text: 'the name' },
];

interface Keys {
  readonly server: (server: MatchableServer) => string;
  readonly worker: (worker: MatchableWorker) => string;
}

/**
 * Which worker belongs to which server: by id, then by address, then by full host name (contract, section 9.4, without
 * its matching of first labels and its first-come rule, which paired strangers). A worker belongs to one server at
 * most. Where several servers or several workers share what they are recognised by, all of these servers are
 * ambiguous; a server whose address or name a worker of another server carries is ambiguous too, since a command to
 * that host may reach a stranger.
 */
export function matchServers(
  servers: readonly MatchableServer[],
  workers: readonly MatchableWorker[],
): ReadonlyMap<number, Match> {
  const matches = new Map<number, Match>();
  const ownerOf = new Map<string, number>();
  for (const { by, of, text } of STEPS) {
    const open = servers.filter(({ id }) => !matches.has(id));
    const serversOf = groupBy(open, of.server);
    const workersOf = groupBy(workers, of.worker);
    for (const [key, sharing] of serversOf) {
      const alike = workersOf.get(key) ?? [];
      const free = heardFirst(alike.filter(({ worker_id }) => !ownerOf.has(worker_id)));
      const [server] = sharing;
      const [worker] = free;
      if (server !== undefined && worker !== undefined && sharing.length === 1 && free.length === 1) {
        matches.set(server.id, { state: 'matched', workerId: worker.worker_id, by });
        ownerOf.set(worker.worker_id, server.id);
      } else if (alike.length > 0) {
        const because = whyAmbiguous(text, sharing, free, alike, ownerOf);
        const candidates = (free.length > 0 ? free : alike).map(({ worker_id }) => worker_id).sort();
        for (const { id } of sharing) matches.set(id, { state: 'ambiguous', candidates, because });
      }
    }
  }
  for (const { id } of servers) if (!matches.has(id)) matches.set(id, { state: 'unmatched' });
  return matches;
}

/** The workers that are nobody's: matched to no server, and candidate of none. */
export function unregistered<Worker extends MatchableWorker>(
  workers: readonly Worker[],
  matches: ReadonlyMap<number, Match>,
): Worker[] {
  const known = new Set<string>();
  for (const match of matches.values()) {
    if (match.state === 'matched') known.add(match.workerId);
    if (match.state === 'ambiguous') for (const candidate of match.candidates) known.add(candidate);
  }
  return workers.filter(({ worker_id }) => !known.has(worker_id));
}

/** A silent worker may have been replaced under another id: it counts only when nobody else is heard. */
function heardFirst(workers: readonly MatchableWorker[]): readonly MatchableWorker[] {
  const heard = workers.filter(({ presence }) => presence !== 'silent');
  return heard.length > 0 ? heard : workers;
}

function whyAmbiguous(
  what: string,
  sharing: readonly MatchableServer[],
  free: readonly MatchableWorker[],
  alike: readonly MatchableWorker[],
  ownerOf: ReadonlyMap<string, number>,
): string {
  if (sharing.length > 1) return `${sharing.length} registered servers have ${what} that a worker reports`;
  if (free.length > 1) return `${free.length} workers report ${what} of this server`;
  const [worker] = alike;
  const owner = worker === undefined ? undefined : ownerOf.get(worker.worker_id);
  return `worker ${worker?.worker_id ?? ''} reports ${what} of this server and belongs to server ${owner ?? ''}`;
}

/** Lower case, without dots at the ends; empty when there is no name to compare. */
function hostName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/^\.+|\.+$/g, '');
}

function groupBy<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === '') continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}
