import type { ProviderMode } from '@app/contracts';
import { type AutopilotState, FRESH } from './autopilot-state.js';
import { decide, done, refused } from './autopilot.js';
import { autopilotInput, canaryVerdict, watchedCanary } from './testing/canary-builders.js';

const WINDOW = 60_000;
const watching = (overrides: Partial<AutopilotState> = {}): AutopilotState => ({
  ...FRESH,
  step: { key: 'next 25 7', version: 'next', percent: 25 },
  ...overrides,
});
const withGmail = (gmail: ProviderMode) => ({ ...autopilotInput().autopilotModes, gmail });
const judgedBy = (verdict: ReturnType<typeof canaryVerdict>) => autopilotInput({ canary: watchedCanary({ verdict }) });

describe('the canary autopilot', () => {
  it('does nothing while it is switched off', () => {
    const { settings } = autopilotInput();
    const state = watching();
    const off = autopilotInput({ settings: { ...settings, isEnabled: false } });
    expect(decide(state, off, 10 * WINDOW)).toEqual({ state, deed: null });
  });

  it('begins to watch a step, and judges it when a window is over', () => {
    const { state, deed } = decide(FRESH, autopilotInput(), 1_000);
    expect([deed, state.step?.percent, state.events[0]?.action]).toEqual([null, 25, 'start']);
    expect(decide(state, autopilotInput(), 1_000 + WINDOW - 1)).toEqual({ state, deed: null });
    expect(decide(state, autopilotInput(), 1_000 + WINDOW).state.healthyWindows).toBe(1);
  });

  it('waits a whole window after a restart of the process that watches', () => {
    const restarted = autopilotInput({ canary: watchedCanary({ watchedSince: 5 * WINDOW }) });
    expect(decide(watching(), restarted, 6 * WINDOW - 1).state).toEqual(watching());
    expect(decide(watching(), restarted, 6 * WINDOW).state.healthyWindows).toBe(1);
  });

  it('widens after as many healthy windows as are asked', () => {
    const { state, deed } = decide(watching({ healthyWindows: 1 }), autopilotInput(), WINDOW);
    expect(deed).toEqual({ kind: 'step', to: 50 });
    expect(state.pending?.event.because).toContain('From 25 % to 50 %');
  });

  it('counts no window that brought nothing new, nor one that holds', () => {
    const silent = autopilotInput({ canary: watchedCanary({ newInWindow: 0 }) });
    for (const input of [silent, judgedBy(canaryVerdict('hold'))]) {
      const { state, deed } = decide(watching({ healthyWindows: 1 }), input, WINDOW);
      expect([deed, state.healthyWindows, state.events[0]?.action]).toEqual([null, 1, 'hold']);
    }
  });

  it.each([
    ['normal', 'cautious'],
    ['cautious', 'degraded_probe'],
    ['degraded_probe', 'drain'],
  ] as const)('restricts a provider that fails alone one step further: %s to %s', (from, to) => {
    const input = { ...judgedBy(canaryVerdict('pass', { gmail: 'fail' })), autopilotModes: withGmail(from) };
    const { state, deed } = decide(watching({ healthyWindows: 1 }), input, WINDOW);
    expect(deed).toEqual({ kind: 'mitigate', provider: 'gmail', mode: to });
    const after = state.pending && done(state, state.pending, WINDOW);
    expect(after).toMatchObject({ healthyWindows: 0, anewAt: { gmail: WINDOW }, pending: null });
  });

  it('takes back a candidate under which a drained provider is still worse', () => {
    const input = { ...judgedBy(canaryVerdict('pass', { gmail: 'fail' })), autopilotModes: withGmail('drain') };
    expect(decide(watching(), input, WINDOW).deed).toEqual({ kind: 'rollback' });
  });

  it('takes back what fails in total: at once when that is clear, at the end of the window else', () => {
    expect(decide(watching(), judgedBy(canaryVerdict('fail', {}, true)), 1).deed).toEqual({ kind: 'rollback' });
    expect(decide(watching(), judgedBy(canaryVerdict('fail')), 1).deed).toBeNull();
    expect(decide(watching(), judgedBy(canaryVerdict('fail')), WINDOW).deed).toEqual({ kind: 'rollback' });
  });

  it('does not call a provider healthy of which nothing is heard since it was restricted', () => {
    const input = autopilotInput({ autopilotModes: withGmail('drain') });
    const unheard = { ...input, canary: watchedCanary({ verdict: canaryVerdict('pass', { yahoo: 'pass' }) }) };
    const { state, deed } = decide(watching({ healthyWindows: 1 }), unheard, WINDOW);
    expect([deed, state.healthyWindows]).toEqual([null, 1]);
    expect(state.events[0]?.because).toContain('a person has to decide');
  });

  it('freezes once while a person restricts a provider, and goes on afterwards', () => {
    const restricted = autopilotInput({ manuallyRestricted: ['yahoo'] });
    const { state } = decide(watching({ healthyWindows: 1 }), restricted, WINDOW);
    expect([state.isFrozen, state.healthyWindows, state.events.length]).toEqual([true, 1, 1]);
    expect(decide(state, restricted, 2 * WINDOW).state).toBe(state);
    const thawed = decide(state, autopilotInput(), 3 * WINDOW).state;
    expect(decide(thawed, autopilotInput(), 3 * WINDOW).deed).toEqual({ kind: 'step', to: 50 });
  });

  it('lifts what it set when the rollout is over, and clears its state', () => {
    const over = autopilotInput({ canary: null, stable: 'next', autopilotModes: withGmail('cautious') });
    const { state, deed } = decide(watching(), over, 1);
    expect(deed).toEqual({ kind: 'lift', providers: ['gmail'] });
    const after = state.pending && done(state, state.pending, 2);
    expect(after).toMatchObject({ step: null, events: [{ action: 'finish', percent: 100 }] });
    const lifted = autopilotInput({ canary: null, stable: 'next' });
    expect(after && decide(after, lifted, 10_000)).toEqual({ state: after, deed: null });
  });

  it('repeats what is not known to be done, unless somebody has decided since', () => {
    const { state } = decide(watching({ healthyWindows: 1 }), autopilotInput(), WINDOW);
    expect(decide(state, autopilotInput(), WINDOW + 4_999).deed).toBeNull();
    expect(decide(state, autopilotInput(), WINDOW + 5_000).deed).toEqual({ kind: 'step', to: 50 });
    const overtaken = decide(state, autopilotInput({ rolloutRevision: 8 }), WINDOW + 5_000);
    expect([overtaken.deed, overtaken.state.pending]).toEqual([null, null]);
  });

  it('tells why something was refused, and looks again a window later', () => {
    const failing = judgedBy(canaryVerdict('fail', {}, true));
    const state = refused(decide(watching(), failing, 1).state, 'nowhere to go', 2);
    expect(state.events[0]).toMatchObject({ action: 'hold', because: expect.stringContaining('nowhere to go') });
    expect(decide(state, failing, 10_000).deed).toBeNull();
    expect(decide(state, failing, 2 + WINDOW).deed).toEqual({ kind: 'rollback' });
  });
});
