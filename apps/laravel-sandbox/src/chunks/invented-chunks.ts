import type { Provider } from '@app/contracts';
import type { NewChunk } from './chunk-maker.js';

/** Draws from 0 (included) to 1 (excluded). */
export type Random = () => number;

/**
 * Domains that nobody can have (RFC 2606), by the provider whose servers simulated workers take them for; their first
 * labels tell those workers how to answer.
 */
const DOMAINS: Readonly<Record<Provider, readonly string[]>> = {
  generic: ['alpha.test', 'bravo.test', 'shop.example', 'kiosk.example', 'catchall.test', 'gone.test', 'nowhere.test'],
  gmail: ['gmail.test', 'gmail.example'],
  microsoft: ['outlook.test', 'hotmail.example'],
  yahoo: ['yahoo.test', 'ymail.example'],
};
/** Domains that are odd are rare. */
const ODD = /^(catchall|gone|nowhere)\./;
const ODD_SHARE = 0.04;
/** What lists hold. */
const PROVIDER_SHARES: readonly (readonly [Provider, number])[] = [
  ['gmail', 0.38],
  ['microsoft', 0.27],
  ['generic', 0.25],
  ['yahoo', 0.1],
];
const SIZES = { min: 20, max: 60 };
const SCREENING_SHARE = 0.2;

/** A chunk of made-up addresses: mostly to probe, sometimes to screen first. */
export function inventedChunk(chunkNo: number, random: Random): NewChunk {
  const size = SIZES.min + Math.floor(random() * (SIZES.max - SIZES.min + 1));
  const list = (provider: () => Provider) => Array.from({ length: size }, () => inventedAddress(provider(), random));
  if (random() < SCREENING_SHARE) {
    const emails = [...list(() => inventedProvider(random)), 'info@alpha.test', 'broken@'];
    return { chunkNo, stage: 'screening', emails, provider: null, domain: null, parentChunkId: null };
  }
  const provider = inventedProvider(random);
  const emails = list(() => provider);
  return { chunkNo, stage: 'smtp_probe', emails, provider, domain: null, parentChunkId: null };
}

function inventedProvider(random: Random): Provider {
  let rest = random();
  for (const [provider, share] of PROVIDER_SHARES) {
    rest -= share;
    if (rest < 0) return provider;
  }
  return 'generic';
}

/** `probe-` and a number, at a domain that does not exist: nobody's address. */
function inventedAddress(provider: Provider, random: Random): string {
  const isOdd = random() < ODD_SHARE;
  const domains = DOMAINS[provider].filter((domain) => provider !== 'generic' || ODD.test(domain) === isOdd);
  const domain = domains[Math.floor(random() * domains.length)] ?? 'alpha.test';
  return `probe-${String(Math.floor(random() * 1e9)).padStart(9, '0')}@${domain}`;
}
