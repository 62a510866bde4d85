import type { Provider } from '@app/contracts';
import { providerOfDomain } from './provider-of-domain.js';

/** Addresses that are probed together. */
export interface ProbeShard {
  readonly provider: Provider;
  /** Null: of several domains. */
  readonly domain: string | null;
  readonly emails: readonly string[];
}

/** Sizes of probe chunks (contract 7.5). A domain with fewer than the least shares a chunk with others. */
const TARGET = 1_000;
const LEAST = 200;
const MOST = 2_000;

/** Divides what screening hands on, by provider and domain; each shard is small enough for a chunk. */
export function probeShards(emails: readonly string[]): readonly ProbeShard[] {
  const shards: ProbeShard[] = [];
  for (const [provider, ofProvider] of groups(emails, (email) => providerOfDomain(domainOf(email)))) {
    const rest: string[] = [];
    for (const [domain, ofDomain] of groups(ofProvider, domainOf)) {
      if (ofDomain.length < LEAST) rest.push(...ofDomain);
      else shards.push(...pieces(ofDomain).map((piece) => ({ provider, domain, emails: piece })));
    }
    shards.push(...pieces(rest).map((piece) => ({ provider, domain: onlyDomain(piece), emails: piece })));
  }
  return shards;
}

/** As few pieces as the target allows, of about the same size; none above the most. */
function pieces(emails: readonly string[]): readonly (readonly string[])[] {
  if (emails.length === 0) return [];
  const count =
    emails.length <= MOST ? Math.max(1, Math.round(emails.length / TARGET)) : Math.ceil(emails.length / TARGET);
  const size = Math.ceil(emails.length / count);
  return Array.from({ length: count }, (_, index) => emails.slice(index * size, (index + 1) * size));
}

function groups<Key>(emails: readonly string[], keyOf: (email: string) => Key): ReadonlyMap<Key, readonly string[]> {
  const grouped = new Map<Key, string[]>();
  for (const email of emails) {
    const key = keyOf(email);
    const group = grouped.get(key);
    if (group) group.push(email);
    else grouped.set(key, [email]);
  }
  return grouped;
}

function onlyDomain(emails: readonly string[]): string | null {
  const domains = new Set(emails.map(domainOf));
  return domains.size === 1 ? ([...domains][0] ?? null) : null;
}

function domainOf(email: string): string {
  return email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
}
