import { PROVIDERS } from '@app/contracts';
import { answersAt, isSilent, ORDINARY, restartsUntil } from './effects.js';
import type { Scenario } from './scenario.js';

const scenario: Scenario = [
  { what: 'provider_rate', at_seconds: 100, provider: 'microsoft', tempfail: 0.04, over_seconds: 50 },
  { what: 'provider_rate', at_seconds: 60, provider: 'microsoft', tempfail: 0.64, over_seconds: 60 },
  { what: 'silence', at_seconds: 10, workers: ['101'], for_seconds: 5 },
  { what: 'restart', at_seconds: 20, worker: '101' },
];

describe('what a scenario does', () => {
  it.each([
    [0, 0.04],
    [60, 0.04],
    [90, 0.34],
    [100, 0.44], // interrupted here, and going back from here
    [125, 0.24],
    [150, 0.04],
    [9_999, 0.04],
  ])('moves a rate step by step: after %i s it is %d', (seconds, tempfail) => {
    expect(answersAt(scenario, 'microsoft', seconds).tempfail).toBeCloseTo(tempfail);
  });

  it('leaves the other providers alone', () => {
    expect(answersAt(scenario, 'gmail', 90)).toEqual(ORDINARY.gmail);
  });

  it('counts temporary failures into what is unknown', () => {
    const [step] = [{ what: 'provider_rate', at_seconds: 0, provider: 'yahoo', unknown: 0.5 }] as const;
    const { tempfail, catchAll, other } = answersAt([step], 'yahoo', 1);
    expect(tempfail + catchAll + other).toBeCloseTo(0.5);
  });

  it('silences and restarts whom it names, when it says', () => {
    expect([9, 10, 14.9, 15].map((at) => isSilent(scenario, '101', at))).toEqual([false, true, true, false]);
    expect(isSilent(scenario, '102', 12)).toBe(false);
    expect([19, 20, 99].map((at) => restartsUntil(scenario, '101', at))).toEqual([0, 1, 1]);
  });

  it.each(PROVIDERS)('finds %s healthy on an ordinary day', (provider) => {
    const { reject, tempfail, catchAll, other } = ORDINARY[provider];
    expect(tempfail).toBeLessThan(0.3 / 2);
    expect(reject).toBeLessThan(0.2);
    expect(tempfail + catchAll + other).toBeLessThan(0.2);
  });
});
