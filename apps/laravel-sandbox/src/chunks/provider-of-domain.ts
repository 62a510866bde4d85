import type { Provider } from '@app/contracts';

const DOMAINS: readonly (readonly [Provider, readonly string[]])[] = [
  ['gmail', ['gmail.com', 'googlemail.com']],
  ['microsoft', ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'office365.com']],
  ['yahoo', ['yahoo.com', 'ymail.com', 'rocketmail.com']],
];

/** Whose a domain, or one above it, is (contract 7.5). @param domain lower case */
export function providerOfDomain(domain: string): Provider {
  const isOf = (known: string) => domain === known || domain.endsWith(`.${known}`);
  return DOMAINS.find(([, known]) => known.some(isOf))?.[0] ?? 'generic';
}
