import { decision } from '../../../testing/fleet-builder';
import { layer, modeView } from '../../../testing/governance-builder';
import { undoOf } from './undo';

const NOW = Date.parse('2026-03-01T03:00:00Z');

describe('the way back from a mode', () => {
  it('leads to automatic where nobody had set one', () => {
    expect(undoOf(modeView(), NOW)).toEqual({ kind: 'clear', provider: 'gmail', reason: 'Undo' });
  });

  it('restores the former mode with its reason and the time it had left', () => {
    const manual = layer({
      mode: 'drain',
      decision: decision({ reason: 'outage', expires_at: '2026-03-01T03:10:00Z' }),
    });
    expect(undoOf(modeView({ layers: [manual] }), NOW)).toEqual({
      kind: 'set',
      provider: 'gmail',
      mode: 'drain',
      reason: 'outage',
      seconds: 600,
    });
  });

  it('is not offered when the former mode would end at once', () => {
    const manual = layer({ decision: decision({ expires_at: '2026-03-01T03:00:30Z' }) });
    expect(undoOf(modeView({ layers: [manual] }), NOW)).toBeNull();
  });
});
