import { decision, worker } from '../testing/builders.js';
import { workerRow } from './worker-row.js';

const limits = { stuckDesiredGraceMs: 600_000 };
const pausedBelow = { wish: { ...decision(), desired: 'paused' as const }, revision: 3 };

describe('why a worker is as it is', () => {
  it('says that nobody decided otherwise', () => {
    expect(workerRow(worker(), limits, 0).why).toMatchObject({ code: 'never_decided' });
  });

  it('waits for the next beat while the worker cannot know the decision yet', () => {
    const row = workerRow(worker({ intent: pausedBelow, record: { toldRevision: 2 } }), limits, 0);
    expect(row).toMatchObject({ convergence: 'accepted', why: { code: 'waiting_for_beat' } });
  });

  it('waits for the confirmation once the worker was told', () => {
    const row = workerRow(
      worker({ intent: pausedBelow, record: { toldRevision: 3, convergingSince: 0 } }),
      limits,
      1_000,
    );
    expect(row).toMatchObject({ convergence: 'told', converging_since: '1970-01-01T00:00:00Z' });
    expect(row.why.code).toBe('told_not_confirmed');
  });

  it('is trouble when the worker was told long ago and does not follow', () => {
    const stuck = worker({ intent: pausedBelow, record: { toldRevision: 3, convergingSince: 0 } });
    expect(workerRow(stuck, limits, 600_000).why.code).toBe('told_not_confirmed');
    expect(workerRow(stuck, limits, 600_001).why.code).toBe('not_converging');
  });

  it('names who decided, when and why, once the worker confirms', () => {
    const row = workerRow(worker({ intent: pausedBelow, report: { status: 'paused' } }), limits, 0);
    expect(row).toMatchObject({ convergence: 'effective', converging_since: null, why: { code: 'as_wished' } });
    expect(row.why.text).toBe('Paused by alice at 1970-01-01 00:00:00 UTC: bad deploy.');
  });

  it('shows both layers of a quarantined worker', () => {
    const intent = { ...pausedBelow, quarantine: decision({ actor: 'bob', reason: 'spam trap' }) };
    const row = workerRow(worker({ intent, report: { status: 'draining' } }), limits, 0);
    expect(row).toMatchObject({ quarantined: true, desired_state: 'draining', intent: { desired: 'paused' } });
    expect(row.why.text).toContain('Quarantined by bob');
    expect(row.why.text).toContain('Below it: paused');
  });

  it('puts silence before everything else: what a silent worker said is old', () => {
    const row = workerRow(worker({ presence: 'silent', intent: pausedBelow }), limits, 0);
    expect(row.why.code).toBe('silent');
  });
});
