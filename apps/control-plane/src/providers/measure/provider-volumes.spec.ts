import { PROVIDERS, type Provider, type ProviderRates } from '@app/contracts';
import fc from 'fast-check';
import { recordedSession } from '../../testing/recorded-session.js';
import { type ProbeTotals, type ProviderCounts, providerVolumes } from './provider-volumes.js';

type Counts = Omit<ProviderCounts, 'policyBlocked'>;
type Work = Partial<Record<Provider, Counts>>;

/** What a worker reports about its counts (worker behaviour, section 10). */
function reportOf(work: Work): ProbeTotals {
  const parts = Object.values(work);
  const sum = (name: keyof Counts) => parts.reduce((total, part) => total + part[name], 0);
  const rates = (of: (name: keyof Counts) => number) => ({
    tempfail_rate: of('tempfailed') / of('probed'),
    reject_rate: of('rejected') / of('probed'),
    unknown_rate: of('unknown') / of('probed'),
  });
  return {
    probed: sum('probed'),
    overall: rates(sum),
    providers: Object.entries(work).map(([provider, part]) => ({ provider, ...rates((name) => part[name]) })),
  };
}

const known = (work: Work) =>
  new Map(Object.entries(work).map(([provider, part]) => [provider, { ...part, policyBlocked: null }]));

function countsUpTo(most: number): fc.Arbitrary<Counts> {
  return fc
    .record({ probed: fc.integer({ min: 1, max: most }), risky: fc.double({ min: 0, max: 1, noNaN: true }) })
    .chain(({ probed, risky }) => {
      const unknown = Math.floor(probed * risky);
      return fc.record({
        probed: fc.constant(probed),
        unknown: fc.constant(unknown),
        tempfailed: fc.integer({ min: 0, max: unknown }),
        rejected: fc.integer({ min: 0, max: probed - unknown }),
      });
    });
}

function workUpTo(most: number): fc.Arbitrary<Work> {
  return fc
    .subarray([...PROVIDERS], { minLength: 1 })
    .chain((providers) => fc.record(Object.fromEntries(providers.map((provider) => [provider, countsUpTo(most)]))));
}

const plus = (a: Counts, b: Counts | undefined): Counts => ({
  probed: a.probed + (b?.probed ?? 0),
  tempfailed: a.tempfailed + (b?.tempfailed ?? 0),
  rejected: a.rejected + (b?.rejected ?? 0),
  unknown: a.unknown + (b?.unknown ?? 0),
});

describe('the volumes behind the rates', () => {
  it.each([20, 1_000, 1_000_000])('are right whenever they are claimed, up to %i probes a provider', (most) => {
    fc.assert(
      fc.property(workUpTo(most), (work) => {
        const claimed = providerVolumes(reportOf(work));
        if (claimed !== null) expect(claimed).toEqual(known(work));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are right too where an earlier beat helps to decide', () => {
    const twoBeats = fc.tuple(workUpTo(40), workUpTo(40));
    fc.assert(
      fc.property(twoBeats, ([before, more]) => {
        const names = [...new Set([...Object.keys(before), ...Object.keys(more)])] as Provider[];
        const none = { probed: 0, tempfailed: 0, rejected: 0, unknown: 0 };
        const after = Object.fromEntries(names.map((name) => [name, plus(before[name] ?? none, more[name])])) as Work;
        const claimed = providerVolumes(reportOf(after), known(before) as ReadonlyMap<Provider, ProviderCounts>);
        if (claimed !== null) expect(claimed).toEqual(known(after));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are mostly found once every provider has had some hundred probes', () => {
    const busy = fc.sample(workUpTo(2_000), { numRuns: 1_000, seed: 7 });
    const found = busy.filter((work) => providerVolumes(reportOf(work)) !== null).length;
    expect(found).toBeGreaterThan(900);
  });

  it('are all of it with one provider', () => {
    const work = { gmail: { probed: 8, tempfailed: 1, rejected: 5, unknown: 1 } };
    expect(providerVolumes(reportOf(work))).toEqual(known(work));
  });

  it('are not claimed for two providers of equal rates', () => {
    const same = { probed: 10, tempfailed: 1, rejected: 2, unknown: 3 };
    const more = { probed: 30, tempfailed: 3, rejected: 6, unknown: 9 };
    expect(providerVolumes(reportOf({ gmail: same, yahoo: more }))).toBeNull();
  });

  it('are claimed for equal rates where the denominators leave one way', () => {
    const same = { probed: 10, tempfailed: 1, rejected: 2, unknown: 3 };
    expect(providerVolumes(reportOf({ gmail: same, yahoo: same }))).toEqual(known({ gmail: same, yahoo: same }));
  });

  it('are not claimed from rates that were rounded, from foreign names or from a provider named twice', () => {
    const gmail: ProviderRates = { provider: 'gmail', tempfail_rate: 0.333 };
    const yahoo: ProviderRates = { provider: 'yahoo', tempfail_rate: 0.5 };
    const claim = (...providers: ProviderRates[]) =>
      providerVolumes({ probed: 100, overall: { tempfail_rate: 0.4 }, providers });
    expect(claim(gmail)).toBeNull();
    expect(claim(gmail, yahoo)).toBeNull();
    expect(claim({ provider: 'elsewhere', tempfail_rate: 0.4 })).toBeNull();
    expect(claim(yahoo, yahoo)).toBeNull();
    expect(providerVolumes({ probed: 100, overall: undefined, providers: [yahoo, gmail] })).toBeNull();
  });

  it('are none before the first probe, and not known where the beat names no provider', () => {
    expect(providerVolumes({ probed: 0, overall: {}, providers: [] })).toEqual(new Map());
    expect(providerVolumes({ probed: 5, overall: {}, providers: [] })).toBeNull();
  });
});

describe('the recorded beats of real workers', () => {
  const beats = recordedSession()
    .filter((moment) => moment.what === 'beat')
    .map(({ request }): ProbeTotals => {
      const { stage_metrics: stages, smtp_metrics: overall, provider_metrics: providers = [] } = request;
      return { probed: stages?.smtp_probe?.processed ?? 0, overall, providers };
    })
    .filter(({ probed }) => probed > 0);

  it('tell their volumes, each of them, and these make up the totals', () => {
    expect(beats).toHaveLength(327);
    for (const totals of beats) {
      const counts = [...(providerVolumes(totals) ?? [])].map(([, part]) => part);
      const sum = (name: keyof Counts) => counts.reduce((total, part) => total + part[name], 0);
      expect(sum('probed')).toBe(totals.probed);
      expect(sum('tempfailed')).toBeCloseTo((totals.overall?.tempfail_rate ?? 0) * totals.probed);
    }
  });
});
