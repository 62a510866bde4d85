import { PROVIDERS, type Provider, type ProviderRates, type SmtpRates } from '@app/contracts';
import { type Fraction, LARGEST_WHOLE, commonMultiple, fractionOf } from './exact-fraction.js';
import { type Equation, MODULUS, onlySolution } from './only-solution.js';

/** What a worker did with one provider since its process started, in probed addresses. */
export interface ProviderCounts {
  readonly probed: number;
  readonly tempfailed: number;
  readonly rejected: number;
  readonly unknown: number;
  /** Null: the worker does not report it. */
  readonly policyBlocked: number | null;
}

export type CountsByProvider = ReadonlyMap<Provider, ProviderCounts>;

/** What a beat tells about a worker's probes since its process started. */
export interface ProbeTotals {
  readonly probed: number;
  readonly overall: SmtpRates | undefined;
  readonly providers: readonly ProviderRates[];
}

/** A provider's rates as fractions over the smallest number of probes that has them all; its volume is a multiple. */
interface Share {
  readonly provider: Provider;
  readonly probed: number;
  readonly tempfailed: number;
  readonly rejected: number;
  readonly unknown: number;
}

const RATES = [
  ['tempfail_rate', 'tempfailed'],
  ['reject_rate', 'rejected'],
  ['unknown_rate', 'unknown'],
] as const;

/**
 * How many addresses a worker probed with each provider. A beat tells only each provider's rates, the overall rates and
 * how many there were in all; since each rate is a quotient of two counts, the counts can mostly be recovered: volumes
 * are multiples of the rates' common denominators, and together they make the totals. An answer is right if the rates
 * are such quotients (worker behaviour, section 10); null when the beat leaves more than one answer, or none.
 * @param atLeast what is known of the same process from an earlier beat: counters never fall, which may decide
 */
export function providerVolumes(totals: ProbeTotals, atLeast: CountsByProvider = new Map()): CountsByProvider | null {
  const { probed, providers } = totals;
  if (probed >= Math.min(MODULUS, LARGEST_WHOLE)) return null;
  if (probed === 0 || providers.length === 0) return probed === 0 && providers.length === 0 ? new Map() : null;
  const shares = sharesOf(providers, probed);
  const whole = providers.length === 1 ? shares?.[0] : overallShare(totals);
  if (shares === null || whole === null || whole === undefined || probed % whole.probed !== 0) return null;
  const least = shares.map((share) => leastFactor(share, atLeast));
  const factors = onlySolution(equations(shares, whole, probed / whole.probed), least);
  if (factors === null) return null;
  return new Map(shares.map((share, index) => [share.provider, countsOf(share, factors[index] ?? 0, providers)]));
}

/** Fewest probes first, which leaves the fewest possibilities for what the totals do not determine. */
function sharesOf(providers: readonly ProviderRates[], probed: number): readonly Share[] | null {
  const shares = providers.map((rates) => shareOf(nameOf(rates), rates, probed));
  const known = shares.filter((share) => share !== null);
  const isClear =
    known.length === providers.length && new Set(known.map(({ provider }) => provider)).size === known.length;
  return isClear ? known.sort((a, b) => a.probed - b.probed) : null;
}

function nameOf({ provider }: ProviderRates): Provider | null {
  const name = provider.trim().toLowerCase();
  return PROVIDERS.find((known) => known === name) ?? null;
}

function shareOf(provider: Provider | null, rates: SmtpRates, largest: number): Share | null {
  if (provider === null) return null;
  const fractions: Fraction[] = [];
  for (const [field] of RATES) {
    const fraction = fractionOf(rates[field] ?? 0, largest); // what is zero is left out
    if (fraction === null) return null;
    fractions.push(fraction);
  }
  const probed = fractions.reduce((multiple, { whole }) => commonMultiple(multiple, whole), 1);
  if (probed > largest) return null;
  const [tempfailed = 0, rejected = 0, unknown = 0] = fractions.map(({ part, whole }) => (part * probed) / whole);
  return { provider, probed, tempfailed, rejected, unknown };
}

function overallShare({ overall, probed }: ProbeTotals): Share | null {
  return overall === undefined ? null : shareOf('generic', overall, probed); // the name is not looked at
}

/** The volumes make up what was probed, and each count its total, which is that of `whole` so many times. */
function equations(shares: readonly Share[], whole: Share, times: number): Equation[] {
  const field = (name: (typeof RATES)[number][1] | 'probed') => ({
    coefficients: shares.map((share) => share[name]),
    total: whole[name] * times,
  });
  return [field('probed'), ...RATES.map(([, name]) => field(name))];
}

/** A provider is reported once it has traffic. */
function leastFactor(share: Share, atLeast: CountsByProvider): number {
  const known = atLeast.get(share.provider);
  if (known === undefined) return 1;
  const names = ['probed', 'tempfailed', 'rejected', 'unknown'] as const;
  return Math.max(1, ...names.map((name) => (share[name] === 0 ? 0 : Math.ceil(known[name] / share[name]))));
}

function countsOf(share: Share, factor: number, providers: readonly ProviderRates[]): ProviderCounts {
  const probed = share.probed * factor;
  const blocked = providers.find((rates) => nameOf(rates) === share.provider)?.policy_block_rate;
  return {
    probed,
    tempfailed: share.tempfailed * factor,
    rejected: share.rejected * factor,
    unknown: share.unknown * factor,
    policyBlocked: blocked === undefined ? null : countBehind(blocked, probed),
  };
}

/** Null when the rate is not one of this many probes. */
function countBehind(rate: number, probed: number): number | null {
  const count = Math.round(rate * probed);
  return count / probed === rate ? count : null;
}
