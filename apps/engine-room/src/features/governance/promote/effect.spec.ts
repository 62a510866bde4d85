import { comparison, shadowRun } from '../../../testing/governance-builder';
import { effectSaid, hasRun, worstSaid } from './effect';

const { summary } = shadowRun();

describe('what a shadow run says', () => {
  it('claims only what is known, and says of how many nothing is', () => {
    expect(effectSaid(shadowRun())).toBe(
      '34 of 1,000 replayed decisions would have been another one (3.4 % of those that can be compared); of 30 nothing can be told.',
    );
    expect(effectSaid(shadowRun({ summary: { ...summary, reclassified: 0 } }))).toMatch(
      /^None of 1,000 replayed decisions would surely have been another one; of 30/,
    );
  });

  it('says nothing of a replay of nothing, and that the same policy changes nothing', () => {
    expect(effectSaid(shadowRun({ traces: 0 }))).toMatch(/nothing is known/);
    expect(effectSaid(shadowRun({ traces: 0, is_identical: true }))).toMatch(/nothing would change/);
  });

  it('names the provider where unknown answers would grow most, and none where they would not', () => {
    expect(worstSaid(comparison())).toBe(' Unknown answers would grow most at gmail: +2.0 points.');
    expect(worstSaid({ providers: comparison().providers.map((row) => ({ ...row, unknown_delta: null })) })).toBe('');
  });

  it('is missing when the gate found none to read', () => {
    expect(hasRun(comparison({ violations: ['shadow_run_empty'] }))).toBe(false);
    expect(hasRun(comparison({ violations: ['gmail:rollback_candidate'] }))).toBe(true);
  });
});
