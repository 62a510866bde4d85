import { AT, decision, worker } from '../../testing/fleet-builder';
import { decidedBy, decisionThatCounts } from './words';

const NOW = Date.parse(AT);
const paused = decision({ actor: 'ana' });

describe('decisionThatCounts', () => {
  it('is the quarantine while there is one', () => {
    const quarantine = decision({ actor: 'boris' });
    const row = worker({ intent: { desired: 'paused', decision: paused, quarantine, revision: 2 } });
    expect(decisionThatCounts(row, NOW)).toBe(quarantine);
    expect(decidedBy(row, quarantine)).toBe('Quarantined by boris');
    expect(decidedBy(row, paused)).toBe('Paused by ana');
  });

  it('is nobody’s once its time is over', () => {
    const ended = decision({ expires_at: AT });
    const row = worker({ intent: { desired: 'running', decision: ended, quarantine: null, revision: 2 } });
    expect(decisionThatCounts(row, NOW - 1)).toBe(ended);
    expect(decisionThatCounts(row, NOW)).toBeNull();
  });
});
