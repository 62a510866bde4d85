import { bestOf, isWorthAnotherHost, isWorthAnotherTry, type Judged } from '../probe/attempt-chain.js';

/** How many attempts a worker may make; more than a trace shows where nobody knows. */
export interface AttemptLimits {
  readonly triesPerHost: number;
  readonly hosts: number;
}

export const UNLIMITED: AttemptLimits = { triesPerHost: Infinity, hosts: Infinity };

/** Places count from 0. Truncated: the worker would have gone on where nothing was recorded. */
export type WalkEnd =
  { readonly kind: 'complete'; readonly place: number } | { readonly kind: 'truncated'; readonly place: number };

/**
 * Where an address's attempts end when each came out as `verdicts` say (worker behaviour, sections 8 and 11.4).
 * @param hosts of the recorded attempts, one each; equal neighbours are tries on one host
 * @param verdicts one for each host; `beyond` where nobody knows how the session would have ended
 */
export function walk(
  hosts: readonly (string | null)[],
  verdicts: readonly (Judged | 'beyond')[],
  limits: AttemptLimits,
): WalkEnd {
  const lastOfHosts: number[] = [];
  let place = 0;
  let tries = 1;
  for (;;) {
    const verdict = verdicts[place];
    if (verdict === undefined || verdict === 'beyond') return { kind: 'truncated', place };
    const isNextOnHost = place + 1 < hosts.length && hosts[place + 1] === hosts[place];
    if (tries < limits.triesPerHost && isWorthAnotherTry({ verdict })) {
      if (!isNextOnHost) return { kind: 'truncated', place };
      place += 1;
      tries += 1;
      continue;
    }
    lastOfHosts.push(place + 1);
    if (!isWorthAnotherHost({ verdict })) return { kind: 'complete', place };
    if (lastOfHosts.length >= limits.hosts) break;
    const next = hosts.findIndex((host, later) => later > place && host !== hosts[place]);
    if (next === -1) return { kind: 'truncated', place };
    place = next;
    tries = 1;
  }
  const known = verdicts.map((verdict) => ({ verdict: verdict as Judged })); // every visited one was looked at above
  return { kind: 'complete', place: bestOf(lastOfHosts, known) - 1 };
}

/**
 * What a recorded chain says of the worker's limits: one that stopped trying although it was worth another try had no
 * more left.
 * @param isWorth whether the recorded attempts were surely worth another try, or another host
 */
export function limitsShown(
  hosts: readonly (string | null)[],
  isWorth: { readonly anotherTry: readonly boolean[]; readonly anotherHost: readonly boolean[] },
  atMost: AttemptLimits,
): AttemptLimits {
  let { triesPerHost, hosts: hostCount } = atMost;
  let tries = 0;
  let seen = 0;
  hosts.forEach((host, place) => {
    const isSame = place > 0 && hosts[place - 1] === host;
    tries = isSame ? tries + 1 : 1;
    if (!isSame) seen += 1;
    const isLast = place === hosts.length - 1;
    const isLeft = isLast || hosts[place + 1] !== host;
    if (isLeft && isWorth.anotherTry[place]) triesPerHost = Math.min(triesPerHost, tries);
    if (isLast && isWorth.anotherHost[place]) hostCount = Math.min(hostCount, seen);
  });
  return { triesPerHost, hosts: hostCount };
}
