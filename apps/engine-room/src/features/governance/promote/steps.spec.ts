import { rollout } from '../../../testing/governance-builder';
import { firstStep, stepsFor } from './steps';

describe('the steps of a rollout', () => {
  it('start small, and go on where a rollout stands', () => {
    const stable = rollout({ state: 'stable', active_version: 'v4', canary_percent: 100, next_percent: null });
    expect(firstStep(stable, 'v5')).toBe(1);
    expect(firstStep(rollout(), 'v5')).toBe(50);
    expect(firstStep(rollout(), 'v6')).toBe(1);
  });

  it('are only one where nothing is left for the rest to run', () => {
    const none = rollout({ state: 'none', active_version: null, stable_version: null });
    expect(stepsFor(none, 'v1').choices).toEqual([100]);
    expect(firstStep(none, 'v1')).toBe(100);
    expect(stepsFor(rollout(), 'v4').choices).toEqual([100]);
  });
});
