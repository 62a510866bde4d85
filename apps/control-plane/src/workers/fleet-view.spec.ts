import { report } from '../testing/builders.js';
import { FleetView } from './fleet-view.js';

const running = { desired: 'running', revision: 0 } as const;
const paused = { desired: 'paused', revision: 1 } as const;

describe('the fleet view', () => {
  it('starts the clock of a change with the first beat that disagrees, and keeps it', () => {
    const view = new FleetView();
    view.beat({ report: report(), at: 1_000, ...paused });
    view.beat({ report: report(), at: 2_000, ...paused });
    expect(view.get('w1')?.convergingSince).toBe(1_000);
    view.beat({ report: report({ status: 'paused' }), at: 3_000, ...paused });
    expect(view.get('w1')?.convergingSince).toBeNull();
  });

  it('starts it anew when somebody decides anew', () => {
    const view = new FleetView();
    view.beat({ report: report(), at: 1_000, ...paused });
    view.decided('w1', 'draining', 5_000);
    expect(view.get('w1')?.convergingSince).toBe(5_000);
    view.decided('w1', 'running', 6_000);
    expect(view.get('w1')?.convergingSince).toBeNull();
  });

  it('takes a beat from elsewhere only when it is newer', () => {
    const view = new FleetView();
    view.beat({ report: report({ host: 'mine' }), at: 2_000, ...running });
    const older = { report: report({ host: 'older' }), at: 1_000, convergingSince: null, toldRevision: 0 };
    expect(view.remoteBeat(older)).toBe(false);
    expect(view.remoteBeat({ ...older, at: 3_000 })).toBe(true);
    expect(view.get('w1')?.report.host).toBe('older');
  });

  it('keeps pool and health hint of a worker that leaves them out once', () => {
    const view = new FleetView();
    view.beat({ report: report({ pool: 'edge-eu', pool_health_hint: 0.7 }), at: 0, ...running });
    const { pool: _pool, ...withoutPool } = report();
    view.beat({ report: withoutPool, at: 1_000, ...running });
    expect(view.get('w1')?.report).toMatchObject({ pool: 'edge-eu', pool_health_hint: 0.7 });
  });

  it('lists ids in order, however they came, and not those forgotten', () => {
    const view = new FleetView();
    for (const id of ['b', 'c', 'a']) view.beat({ report: report({ worker_id: id }), at: 0, ...running });
    view.forget(['c']);
    expect(view.ids()).toEqual(['a', 'b']);
  });

  it('gives every change a higher version, so that a reader knows what is news', () => {
    const view = new FleetView();
    view.beat({ report: report(), at: 0, ...running });
    const before = view.version;
    view.decided('w1', 'paused', 0);
    expect(view.get('w1')?.version).toBeGreaterThan(before);
  });
});
