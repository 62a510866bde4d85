import type { Condition } from '@app/contracts';
import { bySeverity, placeOf } from './severity';

const condition = (over: Partial<Condition> = {}): Condition => ({
  key: 'worker_offline:w-1',
  type: 'worker_offline',
  severity: 'critical',
  subject: 'w-1',
  message: 'Worker w-1 is silent.',
  since: '2026-03-01T03:00:00Z',
  ...over,
});

describe('bySeverity', () => {
  it('puts the worst first, and among equals what lasts longest', () => {
    const young = condition({ key: 'young' });
    const old = condition({ key: 'old', since: '2026-03-01T01:00:00Z' });
    const undated = condition({ key: 'undated', since: null });
    const warning = condition({ key: 'warning', severity: 'warning', since: '2026-02-01T00:00:00Z' });
    expect(bySeverity([warning, undated, young, old]).map(({ key }) => key)).toEqual([
      'old',
      'young',
      'undated',
      'warning',
    ]);
  });
});

describe('placeOf', () => {
  it('leads to the worker or the pool, whatever its name', () => {
    expect(placeOf(condition({ subject: 'a/b' }))?.to).toBe('/workers/a%2Fb');
    expect(placeOf(condition({ type: 'pool_under_capacity', subject: 'a&b' }))?.to).toBe(
      '/workers?pool=a%26b&sort=state',
    );
  });

  it('leads to where a provider’s mode is set, and nowhere where there is nothing to do in the app', () => {
    expect(placeOf(condition({ type: 'provider_health', subject: 'gmail' }))).toEqual({
      to: '/settings/providers',
      label: 'Mode of gmail',
    });
    expect(placeOf(condition({ type: 'redis_away', subject: 'redis' }))).toBeNull();
  });
});
