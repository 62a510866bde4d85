import type { PoolRow } from '@app/contracts';
import { decision, worker } from '../testing/builders.js';
import { providerRow } from '../providers/testing/provider-builders.js';
import { detectConditions } from './conditions.js';

const limits = { stuckDesiredGraceMs: 600_000 };

const WELL = { redis: 'ok', redis_away_since: null, intents_loaded: true, replica: 'a' } as const;

function keysOf(facts: Partial<Parameters<typeof detectConditions>[0]>, now = 0) {
  return detectConditions({ workers: [], pools: [], providers: [], controlPlane: WELL, ...facts }, limits, now).map(
    ({ key }) => key,
  );
}

const silent = (id: string) => worker({ report: { worker_id: id }, presence: 'silent' });
const live = (id: string) => worker({ report: { worker_id: id } });

describe('what is wrong', () => {
  it('is nothing in a fleet that does as it is told', () => {
    expect(keysOf({ workers: [live('a'), live('b')] })).toEqual([]);
  });

  it('is each silent worker, while most are heard', () => {
    expect(keysOf({ workers: [live('a'), live('b'), live('c'), silent('d')] })).toEqual(['worker_offline:d']);
  });

  it('is one trouble when most of the fleet is silent: then it is probably us', () => {
    expect(keysOf({ workers: [silent('a'), silent('b'), silent('c'), silent('d'), live('e')] })).toEqual([
      'fleet_silent:fleet',
    ]);
  });

  it('is a worker that does not do what it is told for longer than the grace', () => {
    const intent = { wish: { ...decision(), desired: 'paused' as const }, revision: 1 };
    const stuck = worker({ intent, record: { convergingSince: 0 } });
    expect(keysOf({ workers: [stuck] }, 600_000)).toEqual([]);
    expect(keysOf({ workers: [stuck] }, 600_001)).toEqual(['worker_stuck_desired:w1']);
  });

  it('is a pool with fewer workers than wanted, and not one nobody wants any in', () => {
    const pool = (name: string, online: number, desired: number) => ({ pool: name, online, desired }) as PoolRow;
    expect(keysOf({ pools: [pool('a', 1, 2), pool('b', 2, 2), pool('c', 0, 0)] })).toEqual(['pool_under_capacity:a']);
  });

  it('is a provider that warns, not one without data', () => {
    const providers = [
      providerRow({ provider: 'gmail', status: 'warning', tempfail_rate: 0.4 }),
      providerRow({ provider: 'yahoo', status: 'no_data', tempfail_rate: null, workers: 0 }),
    ];
    expect(keysOf({ providers })).toEqual(['provider_health:gmail']);
  });

  it('is ourselves before anybody else', () => {
    const away = { redis: 'away', redis_away_since: '2026-01-01T00:00:00Z', intents_loaded: false } as const;
    const workers = [live('a'), live('b'), silent('c')];
    expect(keysOf({ workers, controlPlane: { ...WELL, ...away } })).toEqual([
      'intents_unknown:control-plane',
      'redis_away:control-plane',
      'worker_offline:c',
    ]);
  });

  it('begins with the worst', () => {
    const pools = [{ pool: 'a', online: 0, desired: 1 } as PoolRow];
    expect(keysOf({ workers: [live('x'), live('y'), silent('z')], pools })[0]).toBe('worker_offline:z');
  });
});
