import { driftWords } from './drift';

const drift = {
  unknown_delta: 0.021,
  unknown_baseline: 0.12,
  baseline_basis: 'history',
  drift_recommendation: 'stable',
} as const;

describe('driftWords', () => {
  it('says how much and from what', () => {
    expect(driftWords(drift)).toMatchObject({
      change: '2.1 points more',
      against: 'than 12.0 % before',
      isWorse: false,
    });
  });

  it('does not call a threshold the past', () => {
    const words = driftWords({ ...drift, unknown_delta: -0.05, baseline_basis: 'threshold' });
    expect(words).toMatchObject({
      icon: null,
      change: '5.0 points below 12.0 %',
      against: 'the threshold: no past to compare',
    });
  });

  it('calls a change that would read as none by its name', () => {
    expect(driftWords({ ...drift, unknown_delta: 0.0002 })).toMatchObject({ change: 'as before', against: '12.0 %' });
    expect(driftWords({ ...drift, unknown_delta: -0.03 })?.change).toBe('3.0 points less');
  });

  it('does not judge what nobody judged', () => {
    expect(driftWords({ ...drift, unknown_delta: 0.5, drift_recommendation: null })?.isWorse).toBe(false);
    expect(driftWords({ ...drift, drift_recommendation: 'set_cautious' })?.isWorse).toBe(true);
  });

  it('is nothing where nothing was measured', () => {
    expect(driftWords({ ...drift, unknown_delta: null })).toBeNull();
    expect(driftWords({ ...drift, unknown_baseline: null })).toBeNull();
  });
});
