import { bestChunk, routingScore, type Candidate, type Claimant } from './routing.js';

const PROFILES = { generic: 'standard', gmail: 'low_hit', microsoft: 'standard', yahoo: 'warmup' } as const;

const chunk = (more: Partial<Candidate> = {}): Candidate => ({
  id: 'a',
  chunkNo: 1,
  createdAt: 1_000,
  routingProvider: 'generic',
  preferredPool: null,
  retryAttempt: 0,
  lastWorkerIds: null,
  ...more,
});
const claimant = (more: Partial<Claimant> = {}): Claimant => ({
  workerId: '17',
  pool: 'edge-eu',
  affinity: null,
  profiles: PROFILES,
  ...more,
});

describe('the score of a chunk', () => {
  it.each([
    ['nothing fits', chunk(), claimant(), 0],
    ['a low_hit provider', chunk({ routingProvider: 'gmail' }), claimant(), 20],
    ['a provider that is warmed up', chunk({ routingProvider: 'yahoo' }), claimant(), 10],
    ['no provider counts as generic', chunk({ routingProvider: null }), claimant({ affinity: 'generic' }), 40],
    ['the affinity', chunk({ routingProvider: 'microsoft' }), claimant({ affinity: 'microsoft' }), 40],
    ['the preferred pool', chunk({ preferredPool: 'edge-eu' }), claimant(), 30],
    ['no pool is no match', chunk(), claimant({ pool: null }), 0],
    ['it was with this worker', chunk({ lastWorkerIds: ['3', '17'] }), claimant(), -60],
    ['a retry', chunk({ retryAttempt: 1 }), claimant(), 10],
    [
      'all together',
      chunk({ routingProvider: 'gmail', preferredPool: 'edge-eu', retryAttempt: 2, lastWorkerIds: ['17'] }),
      claimant({ affinity: 'gmail' }),
      40,
    ],
  ])('%s', (_what, candidate, who, score) => {
    expect(routingScore(candidate, who)).toBe(score);
  });
});

describe('the best chunk', () => {
  const best = (candidates: readonly Candidate[], who = claimant()) => bestChunk(candidates, who)?.id;

  it('has the highest score, then is the oldest, then has the lowest number', () => {
    expect(best([chunk({ id: 'a' }), chunk({ id: 'b', routingProvider: 'gmail' })])).toBe('b');
    expect(best([chunk({ id: 'a', createdAt: 2_000 }), chunk({ id: 'b' })])).toBe('b');
    expect(best([chunk({ id: 'a', chunkNo: 2 }), chunk({ id: 'b' })])).toBe('b');
  });

  it('is none of none', () => expect(best([])).toBeUndefined());

  it('is another retry than one of this pool, if there is one', () => {
    const ofPool = chunk({ id: 'pool', retryAttempt: 1, preferredPool: 'edge-eu' });
    const other = chunk({ id: 'other', retryAttempt: 1, preferredPool: 'edge-us', createdAt: 9_000 });
    expect(best([ofPool, other])).toBe('other');
    expect(best([ofPool, chunk({ id: 'fresh' })])).toBe('pool');
  });

  it('is another retry than one of this worker, if there is one', () => {
    const mine = chunk({ id: 'mine', retryAttempt: 1, lastWorkerIds: ['17'], routingProvider: 'gmail' });
    const other = chunk({ id: 'other', retryAttempt: 1, lastWorkerIds: ['3'] });
    expect(best([mine, other], claimant({ affinity: 'gmail' }))).toBe('other');
    expect(best([mine])).toBe('mine');
  });
});
