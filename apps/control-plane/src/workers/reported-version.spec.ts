import type { WorkerReport } from './worker-report.js';
import { reportedVersion } from './reported-version.js';

const named = (strategy?: string) =>
  reportedVersion({ ...(strategy !== undefined && { session_strategy_id: strategy }) } as WorkerReport);

describe('the policy version that a worker names', () => {
  it('is what follows the colon of its session strategy', () => {
    expect(named('provider_policy:v4.2.0')).toBe('v4.2.0');
    expect(named('standard:a:b ')).toBe('a:b');
  });

  it('is none when it names none', () => {
    for (const strategy of [undefined, '', 'standard', 'standard:', 'standard:unversioned']) {
      expect(named(strategy)).toBeNull();
    }
  });
});
