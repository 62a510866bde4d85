import type { WorkerIntentView } from '@app/contracts';
import { AT, decision, worker } from '../../testing/fleet-builder';
import { undoOf } from './undo';

const NOW = Date.parse(AT);
const before = (intent: Partial<WorkerIntentView>) =>
  worker({ intent: { desired: 'running', decision: null, quarantine: null, revision: 3, ...intent } });

describe('undoOf', () => {
  it('resumes what ran', () => {
    expect(undoOf('pause', before({}), NOW)).toMatchObject({ workerId: 'w-1', action: 'resume' });
  });

  it('pauses what was paused, for the former reason and the rest of the time', () => {
    const former = decision({ reason: 'greylisting', expires_at: '2026-03-01T03:10:00Z' });
    expect(undoOf('resume', before({ desired: 'paused', decision: former }), NOW)).toEqual({
      workerId: 'w-1',
      action: 'pause',
      body: { reason: 'greylisting', expires_in_seconds: 600 },
    });
  });

  it('does not restore a wish that would have ended by now', () => {
    const former = decision({ expires_at: '2026-03-01T03:00:30Z' });
    expect(undoOf('resume', before({ desired: 'paused', decision: former }), NOW)).toBeNull();
  });

  it('lifts a new quarantine, and sets a lifted one again', () => {
    expect(undoOf('quarantine', before({ desired: 'paused' }), NOW)).toMatchObject({ action: 'unquarantine' });
    const quarantine = decision({ reason: 'blocklisted' });
    expect(undoOf('unquarantine', before({ quarantine }), NOW)).toMatchObject({
      action: 'quarantine',
      body: { reason: 'blocklisted' },
    });
  });

  it('knows no way back to running under a quarantine, where nobody may resume', () => {
    expect(undoOf('pause', before({ quarantine: decision() }), NOW)).toBeNull();
  });

  it('changes only the layer that was changed', () => {
    const quarantine = decision();
    expect(undoOf('pause', before({ desired: 'draining', quarantine }), NOW)).toMatchObject({ action: 'drain' });
  });
});
