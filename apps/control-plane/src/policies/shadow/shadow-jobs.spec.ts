import { StoppedClock } from '@app/service';
import { testConfig } from '../../config/testing/test-config.js';
import type { Rollouts } from '../rollout/rollouts.js';
import type { ShadowArchive } from './shadow-archive.js';
import type { ShadowEvaluator } from './shadow-evaluator.js';
import { ShadowJobs } from './shadow-jobs.js';
import type { ShadowPayloads } from './shadow-payloads.js';
import type { ShadowRunsStore } from './shadow-runs.store.js';

const wish = {
  candidate: 'v2',
  providers: [],
  triggeredBy: 'alice',
  notes: '',
  actor: 'alice',
  requestId: 'request-1',
};

/** Jobs whose payloads come when `payload` says so; nothing else is reached in these stories. */
function jobsWith(payload: Promise<never>): ShadowJobs {
  const loaded = { isLoaded: true };
  return new ShadowJobs(
    testConfig(),
    loaded as Rollouts,
    { load: () => payload } as unknown as ShadowPayloads,
    { wanted: 100 } as ShadowEvaluator,
    {} as ShadowArchive,
    loaded as unknown as ShadowRunsStore,
    new StoppedClock(0),
  );
}

describe('a shadow evaluation whose payloads do not come', () => {
  it.each([0, 20])('is told as that when the caller can wait no longer, and goes on (%d ms)', async (doneMs) => {
    const jobs = jobsWith(new Promise<never>(() => undefined));
    await expect(jobs.evaluate(wish, { payloadsMs: 20, doneMs })).rejects.toMatchObject({
      code: 'laravel_unavailable',
      message: expect.stringMatching(/The run goes on/),
    });
    expect(jobs.progress()).toMatchObject({ stage: 'payloads', candidate_version: 'v2' });
  });

  it('fails at once when they are not to be had, and leaves room for another', async () => {
    const jobs = jobsWith(Promise.reject(new Error('no such payload')));
    await expect(jobs.evaluate(wish, { payloadsMs: 1_000, doneMs: 1_000 })).rejects.toThrow('no such payload');
    expect(jobs.progress()).toBeNull();
  });
});
