import { decision, worker } from '../testing/builders.js';
import { poolRows } from './pool-rows.js';

const wanted = (desired: number) => ({
  desired,
  decision: { actor: 'alice', reason: '', at: '1970-01-01T00:00:00Z', expires_at: null },
  revision: 1,
});

describe('pools', () => {
  it('are those that workers name and those that somebody scaled, by name', () => {
    const rows = poolRows([worker({ report: { pool: 'b' } })], [['a', wanted(2)]], 0);
    expect(rows.map(({ pool, online, desired }) => [pool, online, desired])).toEqual([
      ['a', 0, 2],
      ['b', 1, 0],
    ]);
  });

  it('leave out workers without a pool', () => {
    expect(poolRows([worker({ report: { pool: '' } })], [], 0)).toEqual([]);
  });

  it('say how many are missing', () => {
    const [row] = poolRows([worker()], [['edge-eu', wanted(3)]], 0);
    expect(row).toMatchObject({ online: 1, desired: 3, under_capacity: 2, health: 'under_capacity' });
  });

  it('count only live workers as online', () => {
    const workers = [worker(), worker({ report: { worker_id: 'w2' }, presence: 'silent' })];
    expect(poolRows(workers, [], 0)[0]).toMatchObject({ online: 1, silent: 1, health: 'degraded' });
  });

  it('are idle when nobody in them may work', () => {
    const intent = { wish: { ...decision(), desired: 'paused' as const }, revision: 1 };
    expect(poolRows([worker({ intent })], [], 0)[0]).toMatchObject({ online: 1, running: 0, health: 'idle' });
  });

  it('have a health score only when a worker sent a hint above zero', () => {
    const hinted = [0.5, 1, 0].map((hint, index) =>
      worker({ report: { worker_id: `w${index}`, pool_health_hint: hint } }),
    );
    expect(poolRows(hinted, [], 0)[0]?.health_score).toBe(0.75);
    expect(poolRows([worker()], [], 0)[0]).not.toHaveProperty('health_score');
  });
});
