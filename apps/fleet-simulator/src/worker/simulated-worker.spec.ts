import { seededRandom } from '../random.js';
import { roster } from '../roster.js';
import { ORDINARY } from '../scenario/effects.js';
import { heard, polled } from './obedience.js';
import { probedTotals, worked } from './simulated-worker.js';
import { STARTED, type WorkerState } from './worker-state.js';

const [identity] = roster(3, ['edge-eu']);
if (!identity) throw new Error('There is no worker');

const after = (state: WorkerState, seconds: number, answers = ORDINARY, seed = 1) =>
  worked(state, identity, answers, seconds, seededRandom(seed));

describe("a simulated worker's work", () => {
  it('follows from its seed', () => {
    expect(after(STARTED, 60)).toEqual(after(STARTED, 60));
    expect(after(STARTED, 60)).not.toEqual(after(STARTED, 60, ORDINARY, 2));
  });

  it('finishes what it holds after a pause, and claims nothing more', () => {
    const busy = after(STARTED, 1);
    expect(busy.chunks).toHaveLength(2);
    const paused = after(heard(busy, { desired_state: 'paused' }), 60);
    expect(paused.chunks).toEqual([]);
    expect(paused.totals).not.toEqual(busy.totals);
    expect(after(paused, 600).totals).toEqual(paused.totals);
  });

  it.each(['draining', 'stopped'])('claims nothing when %s either', (desired_state) => {
    expect(after(heard(STARTED, { desired_state }), 60)).toMatchObject({ chunks: [], totals: STARTED.totals });
  });

  it('has rates near those of the servers it asks', () => {
    const { processed, rejected, tempfailed, unknown } = probedTotals(after(STARTED, 3_600).totals);
    expect(processed).toBeGreaterThan(10_000);
    expect(rejected / processed).toBeCloseTo(0.08, 1);
    expect(tempfailed / processed).toBeCloseTo(0.03, 1);
    expect(unknown / processed).toBeLessThan(0.2);
  });

  it('judges by the policy it had when it claimed the chunk', () => {
    const engineOn = { data: { policy_engine_enabled: true } };
    const undecided = [[{ category: 'risky', isTempfail: false, isCatchAll: false, tag: 'other_unknown' }, 1]] as const;
    const deeds = {
      accepted: undecided,
      refused: undecided,
      deferred: undecided,
      blocked: undecided,
      catch_all: undecided,
    };
    const rules = { generic: deeds, gmail: deeds, microsoft: deeds, yahoo: deeds };
    const share = (state: WorkerState) => {
      const { unknown, processed } = probedTotals(after(state, 1_800).totals);
      return unknown / processed;
    };
    expect(share({ ...polled(STARTED, engineOn), rules })).toBe(1);
    expect(share({ ...STARTED, rules })).toBeLessThan(0.2); // the engine is off
    const claimed = after({ ...polled(STARTED, engineOn), rules }, 1);
    const paused = heard({ ...claimed, rules: null }, { desired_state: 'paused' });
    expect(probedTotals(after(paused, 600).totals)).toMatchObject({ rejected: 0 });
  });

  it('marks every address risky, and connects to nobody, while a provider is in quarantine', () => {
    const state = polled(STARTED, { data: { modes: [{ provider: 'gmail', mode: 'quarantine' }] } });
    const { gmail, microsoft } = after(state, 3_600).totals.providers;
    expect(gmail).toMatchObject({ unknown: gmail?.processed, rejected: 0, tempfailed: 0 });
    expect(microsoft?.rejected).toBeGreaterThan(0);
  });
});
