import {
  PROVIDERS,
  PROVIDER_MODES,
  type Provider,
  type ProviderMode,
  ROLLOUT_STEPS,
  type VerdictWord,
} from '@app/contracts';
import * as fc from 'fast-check';
import type { AutopilotInput } from './autopilot-input.js';
import { type AutopilotDeed, type AutopilotState, FRESH } from './autopilot-state.js';
import { decide, done } from './autopilot.js';
import { autopilotInput, canaryVerdict, watchedCanary } from './testing/canary-builders.js';

const word = fc.constantFrom<VerdictWord>('pass', 'fail', 'hold');
const perProvider = <Value>(value: fc.Arbitrary<Value>) =>
  fc.record({ generic: value, gmail: value, microsoft: value, yahoo: value });
const mode = fc.constantFrom<ProviderMode>(...PROVIDER_MODES.slice(0, 4));

/** What may happen between two rounds. */
const happening = fc.record({
  afterMs: fc.integer({ min: 1, max: 90_000 }),
  all: word,
  providers: perProvider(word),
  isClear: fc.boolean(),
  restricted: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.constant<Provider[]>(['yahoo'])),
  isEnabled: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  newInWindow: fc.integer({ min: 0, max: 3 }),
  isDoneAtOnce: fc.boolean(),
});
const course = fc.array(happening, { minLength: 1, maxLength: 60 });

interface Round {
  readonly input: AutopilotInput;
  readonly before: AutopilotState;
  readonly state: AutopilotState;
  readonly deed: AutopilotDeed | null;
  readonly percent: number;
  readonly isRetry: boolean;
}

/** Plays a course; deeds lead to what they say. */
function play(
  happenings: readonly (typeof happening extends fc.Arbitrary<infer One> ? One : never)[],
  start: {
    readonly percent: number;
    readonly modes: Readonly<Record<Provider, ProviderMode>>;
    readonly isDryRun: boolean;
  },
): Round[] {
  let [state, now, percent, revision, modes] = [FRESH, 0, start.percent, 1, start.modes];
  let isOver = false;
  const rounds: Round[] = [];
  for (const { afterMs, all, providers, isClear, restricted, isEnabled, newInWindow, isDoneAtOnce } of happenings) {
    now += afterMs;
    const verdict = canaryVerdict(all, providers, all === 'fail' && isClear);
    const canary = watchedCanary({ key: `next ${percent} ${revision}`, percent, verdict, newInWindow });
    const { settings } = autopilotInput();
    const input = autopilotInput({
      settings: { ...settings, isEnabled, isDryRun: start.isDryRun },
      canary: isOver ? null : canary,
      rolloutRevision: revision,
      manuallyRestricted: restricted,
      autopilotModes: modes,
    });
    const before = state;
    const decision = decide(before, input, now);
    state = decision.state;
    rounds.push({ input, before, state, deed: decision.deed, percent, isRetry: before.pending !== null });
    const { pending } = state;
    if (decision.deed === null || pending === null || !isDoneAtOnce) continue;
    state = done(state, pending, now);
    const { deed } = pending;
    if (deed.kind === 'mitigate') modes = { ...modes, [deed.provider]: deed.mode };
    if (deed.kind === 'lift') modes = autopilotInput().autopilotModes;
    if (deed.kind === 'step' || deed.kind === 'rollback') revision += 1;
    if (deed.kind === 'step') percent = deed.to;
    isOver ||= deed.kind === 'rollback' || percent === 100;
  }
  return rounds;
}

const start = fc.record({
  percent: fc.constantFrom(1, 3, 5, 25, 40, 50, 99),
  modes: perProvider(mode),
  isDryRun: fc.constant(false),
});

describe('whatever happens, the autopilot', () => {
  const holds = (check: (round: Round) => void) =>
    fc.assert(fc.property(course, start, (happenings, from) => play(happenings, from).forEach(check)));

  it('never steps down and never skips a step', () => {
    holds(({ deed, percent }) => {
      if (deed?.kind === 'step') expect(deed.to).toBe(ROLLOUT_STEPS.find((step) => step > percent));
    });
  });

  it('never acts while frozen or off', () => {
    holds(({ deed, input }) => {
      if (input.manuallyRestricted.length > 0 || !input.settings.isEnabled) expect(deed).toBeNull();
    });
  });

  it('never decides to widen what does not pass, or what brought nothing new', () => {
    holds(({ deed, input, isRetry }) => {
      if (deed?.kind !== 'step' || isRetry) return;
      expect(input.canary?.verdict.verdict).toBe('pass');
      expect(input.canary?.newInWindow).toBeGreaterThan(0);
      expect(
        PROVIDERS.map((provider) => input.canary?.verdict.providers.find((row) => row.provider === provider)?.verdict),
      ).not.toContain('fail');
    });
  });

  it('always tells why, with the figures, when it takes a candidate back', () => {
    holds(({ deed, state }) => {
      if (deed?.kind === 'rollback') expect(state.pending?.event.because).toMatch(/Taken back at \d+ %: .*figures of/);
    });
  });

  it('counts no more healthy windows than it has seen end well', () => {
    holds(({ before, state }) => {
      expect(state.healthyWindows).toBeLessThanOrEqual(before.healthyWindows + 1);
      expect(state.events.length).toBeLessThanOrEqual(50);
    });
  });

  it('does nothing in a dry run, and says so', () => {
    fc.assert(
      fc.property(course, start, (happenings, from) => {
        for (const { deed, state } of play(happenings, { ...from, isDryRun: true })) {
          expect([deed, state.pending]).toEqual([null, null]);
          expect(state.events.every((event) => event.is_dry_run)).toBe(true);
        }
      }),
    );
  });
});
