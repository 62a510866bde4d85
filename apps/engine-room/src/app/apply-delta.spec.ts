import { delta, overview, snapshot, totals, worker } from '../testing/fleet-builder';
import { applyDelta } from './apply-delta';

const fleetAfter = (...args: Parameters<typeof applyDelta>) => {
  const applied = applyDelta(...args);
  if (applied.kind !== 'applied') throw new Error(applied.kind);
  return applied.fleet;
};

describe('applyDelta', () => {
  it('replaces what changed, adds what is new, drops what was forgotten', () => {
    const fleet = snapshot({ workers: ['w-1', 'w-2', 'w-3'].map((worker_id) => worker({ worker_id })) });
    const next = fleetAfter(
      fleet,
      delta({
        workers: [worker({ worker_id: 'w-2', status: 'paused' }), worker({ worker_id: 'w-4' })],
        removed: ['w-1'],
      }),
    );
    expect(next.workers.map((row) => `${row.worker_id} ${row.status}`)).toEqual([
      'w-2 paused',
      'w-3 running',
      'w-4 running',
    ]);
    expect(next.sequence).toBe(2);
  });

  it('keeps rows that did not change as they are, so that they are not drawn again', () => {
    const fleet = snapshot();
    const next = fleetAfter(fleet, delta({ workers: [worker({ status: 'paused' })] }));
    expect(next.workers[1]).toBe(fleet.workers[1]);
    expect(fleetAfter(fleet, delta()).workers).toBe(fleet.workers);
  });

  it('applies nothing when something was missed', () => {
    expect(applyDelta(snapshot({ sequence: 1 }), delta({ sequence: 3 }))).toEqual({ kind: 'out_of_sync' });
    expect(applyDelta(snapshot({ sequence: 9 }), delta({ sequence: 3 }))).toEqual({ kind: 'out_of_sync' });
    expect(applyDelta(undefined, delta())).toEqual({ kind: 'out_of_sync' });
  });

  it('takes a delta that comes twice once', () => {
    const fleet = snapshot({ sequence: 2 });
    expect(fleetAfter(fleet, delta({ sequence: 2, removed: ['w-1'] }))).toBe(fleet);
  });

  it('keeps a quarter of an hour of points, each once', () => {
    const at = (minute: number) => totals({ at: `2026-03-01T03:${String(minute).padStart(2, '0')}:00Z` });
    const fleet = snapshot({ history: [at(0), at(1), at(15)] });
    const next = fleetAfter(fleet, delta({ point: at(16) }));
    expect(next.history).toEqual([at(1), at(15), at(16)]);
    expect(fleetAfter(next, delta({ sequence: 3, point: at(16) })).history).toHaveLength(3);
    expect(fleetAfter(fleet, delta({ overview: overview(), point: null })).history).toBe(fleet.history);
  });
});
