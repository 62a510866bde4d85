import fc from 'fast-check';
import { mostSevere, recommend, RECOMMENDATIONS, worseningsOf } from './shadow-recommendation.js';
import { shadowResultOf } from './testing/shadow-builders.js';

const thresholds = { unknownRegression: 0.05, recoveryDrop: 0.1, policyBlockSpike: 0.1 };
const recommended = (change: object, comparedShare: number | null = 0.9) =>
  recommend(worseningsOf(shadowResultOf(change), thresholds), comparedShare).recommendation;

it.each([
  ['stable', {}],
  ['stable', { unknown_rate: 0.325 }],
  ['set_cautious', { unknown_rate: 0.326 }],
  ['set_cautious', { unknown_rate: 0.35 }],
  ['rollback_candidate', { unknown_rate: 0.351 }],
  ['set_cautious', { tempfail_recovery_pct: 34 }],
  ['rollback_candidate', { tempfail_recovery_pct: 29 }],
  ['set_cautious', { policy_blocked_rate: 0.16 }],
  ['rollback_candidate', { policy_blocked_rate: 0.201 }],
  ['stable', { unknown_rate: 0, tempfail_recovery_pct: 100, policy_blocked_rate: 0 }],
])('recommends %s for %j', (recommendation, change) => {
  expect(recommended(change)).toBe(recommendation);
});

it('is cautious where little or nothing is known', () => {
  expect(recommended({}, 0.49)).toBe('set_cautious');
  expect(recommended({}, 0.5)).toBe('stable');
  expect(recommended({ unknown_rate: null, policy_blocked_rate: null, tempfail_recovery_pct: null }, null)).toBe(
    'set_cautious',
  );
  expect(recommended({ unknown_rate: 0.9 }, 0.1)).toBe('rollback_candidate');
});

it('never recommends less for a candidate that is worse', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const severity = (unknown: number) => RECOMMENDATIONS.indexOf(recommended({ unknown_rate: unknown }));
  fc.assert(
    fc.property(share, share, (one, other) => severity(Math.max(one, other)) >= severity(Math.min(one, other))),
  );
});

it('takes the most severe of several', () => {
  expect(mostSevere(['stable', 'rollback_candidate', 'set_cautious'])).toBe('rollback_candidate');
  expect(mostSevere([])).toBe('stable');
});
