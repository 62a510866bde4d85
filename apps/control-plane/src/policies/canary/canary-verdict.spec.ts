import type { Provider } from '@app/contracts';
import { CanaryLedger } from './canary-ledger.js';
import { type CanaryVerdict, type VerdictCircumstances, judgeCanary } from './canary-verdict.js';
import { canaryStep, workDelta } from './testing/canary-builders.js';
import { VERDICT_DEFAULTS } from './testing/simulated-rollout.js';

interface Group {
  readonly version: string;
  readonly workers: number;
  readonly provider?: Provider;
  readonly probed?: number;
  readonly unknown: number;
  readonly policyBlocked?: number | null;
}

const nobody = { workers: 0, silent: 0 };
const calm: VerdictCircumstances = { unprobed: new Set(), heard: { cohort: nobody, rest: nobody } };

function verdictOn(groups: readonly Group[], circumstances = calm): CanaryVerdict {
  const ledger = new CanaryLedger();
  ledger.follow(canaryStep(), 0);
  for (const [
    place,
    { workers, probed = 1_000, provider = 'gmail', policyBlocked = null, ...work },
  ] of groups.entries()) {
    for (let worker = 0; worker < workers; worker += 1) {
      ledger.record([
        workDelta({ workerId: `${place}-${worker}`, probed, provider, policyBlocked, tempfailed: 0, ...work }),
      ]);
    }
  }
  const { figures } = ledger;
  if (figures === null) throw new Error('A canary is on its way');
  return judgeCanary(figures, VERDICT_DEFAULTS, circumstances);
}

const cohort = (unknown: number, more: Partial<Group> = {}): Group => ({
  version: 'next',
  workers: 10,
  unknown,
  ...more,
});
const rest = (unknown: number, more: Partial<Group> = {}): Group => ({
  version: 'former',
  workers: 30,
  unknown,
  ...more,
});

describe('the verdict on a canary', () => {
  it('passes what is surely not worse than allowed', () => {
    expect(verdictOn([cohort(200), rest(200)]).verdict).toBe('pass');
  });

  it('fails what is surely worse, and clearly so when half of what is allowed is sure', () => {
    const { verdict, isClearFailure, because } = verdictOn([cohort(280), rest(200)]);
    expect([verdict, isClearFailure]).toEqual(['fail', true]);
    expect(because).toMatch(/28\.0 % in the cohort against 20\.0 % in the rest, \+8\.0 points/);
  });

  it('does not fail a difference that is sure and small', () => {
    expect(verdictOn([cohort(2_120, { probed: 10_000 }), rest(2_000, { probed: 10_000 })]).verdict).toBe('pass');
  });

  it('holds while the sample is too small, and says what is missing', () => {
    const { verdict, all } = verdictOn([cohort(20, { workers: 2, probed: 100 }), rest(20)]);
    expect([verdict, all.measures[0]?.because]).toEqual([
      'hold',
      'Too few probes yet: 200 by the cohort and 30000 by others, at least 300 each',
    ]);
    expect(verdictOn([rest(20)]).verdict).toBe('hold');
    expect(verdictOn([]).verdict).toBe('hold');
  });

  it('lets a provider with too small a sample hold, and the total pass', () => {
    const few = { provider: 'yahoo', workers: 1, probed: 100 } as const;
    const { verdict, providers, because } = verdictOn([cohort(200), rest(200), cohort(20, few), rest(20, few)]);
    expect([verdict, providers.map((row) => row.verdict)]).toEqual(['pass', ['pass', 'hold']]);
    expect(because).toContain('yahoo cannot be told alone');
  });

  it('fails when one provider fails, whatever the total says', () => {
    const many = { provider: 'yahoo', probed: 20_000 } as const;
    const { verdict, all } = verdictOn([cohort(280), rest(200), cohort(4_000, many), rest(4_000, many)]);
    expect([verdict, all.verdict]).toEqual(['fail', 'pass']);
  });

  it('does not judge a measure that workers do not report, and judges it when they do', () => {
    const unreported = verdictOn([cohort(200), rest(200)]).all.measures[2];
    expect(unreported).toMatchObject({ cohort: null, difference: null, because: 'Workers do not report it' });
    const spike = verdictOn([cohort(200, { policyBlocked: 300 }), rest(200, { policyBlocked: 10 })]);
    expect([spike.verdict, spike.all.measures[2]?.verdict]).toEqual(['fail', 'fail']);
  });

  it('does not let a few decide by a measure that only they report', () => {
    const few = { workers: 3, probed: 500 } as const;
    const spike = [cohort(100, { ...few, policyBlocked: 250 }), rest(100, { ...few, policyBlocked: 0 })];
    const { verdict, all } = verdictOn([cohort(200), rest(200), ...spike]);
    expect([verdict, all.measures[2]]).toEqual(['pass', expect.objectContaining({ verdict: 'hold', cohort: null })]);
  });

  it('says nothing of a provider that nobody probes, nor where no rise could show', () => {
    const drained = verdictOn([cohort(1_000), rest(1_000)], { ...calm, unprobed: new Set<Provider>(['gmail']) });
    expect([drained.verdict, drained.providers[0]?.verdict]).toEqual(['hold', 'hold']);
    expect(verdictOn([cohort(990), rest(990)]).verdict).toBe('hold');
  });

  it('never passes a candidate whose workers fall silent', () => {
    const heard = { cohort: { workers: 10, silent: 6 }, rest: { workers: 90, silent: 1 } };
    const { verdict, because } = verdictOn([cohort(200), rest(200)], { ...calm, heard });
    expect([verdict, because]).toEqual(['hold', expect.stringContaining('6 of 10 workers of the cohort')]);
    expect(verdictOn([cohort(280), rest(200)], { ...calm, heard }).verdict).toBe('fail');
  });
});
