import { heard, policyReload, polled, pollFailed, probes } from './obedience.js';
import { STARTED } from './worker-state.js';

describe('a simulated worker', () => {
  it.each([
    [{ desired_state: 'paused', commands: [] }, 'paused'],
    [{ desired_state: 'DRAINING' }, 'draining'],
    [{ desired_state: 'asleep' }, 'running'],
    [{ desired_state: 'paused', commands: ['dance', 'run', 'stop'] }, 'stopped'],
    [{}, 'running'],
    [null, 'running'],
    ['paused', 'running'],
  ])('hearing %j is %s', (answer, desired) => {
    expect(heard(STARTED, answer).desired).toBe(desired);
  });

  it('stays as it is when it is told nothing it knows', () => {
    const paused = heard(STARTED, { desired_state: 'paused' });
    expect(heard(paused, { desired_state: '' }).desired).toBe('paused');
  });

  it('takes over a list of modes as a whole, unknown words as normal', () => {
    const modes = (list: unknown) => ({ data: { modes: list } });
    const first = polled(STARTED, modes([{ provider: 'gmail', mode: 'drain' }]));
    expect(probes(first, 'gmail')).toBe(false);
    const second = polled(first, modes([{ provider: 'yahoo', mode: 'cautious' }]));
    expect([probes(second, 'gmail'), probes(second, 'yahoo')]).toEqual([true, true]);
    expect(polled(first, modes([{ provider: 'gmail', mode: 'gently' }])).policy.modes).toEqual({ gmail: 'normal' });
  });

  it('keeps its modes when the list is empty or names nobody it knows', () => {
    const first = polled(STARTED, { data: { modes: [{ provider: 'gmail', mode: 'quarantine' }] } });
    for (const modes of [[], [{ provider: 'aol', mode: 'normal' }], undefined]) {
      expect(probes(polled(first, { data: { modes } }), 'gmail')).toBe(false);
    }
  });

  it('does not probe a provider in degraded_probe: no trust tier it can have allows it', () => {
    const state = polled(STARTED, { data: { modes: [{ provider: 'gmail', mode: 'degraded_probe' }] } });
    expect(probes(state, 'gmail')).toBe(false);
  });

  it('reads which policies are in force, where it is told a number', () => {
    const answers = [{ desired_state: 'running', policy_reload: 7 }, { policy_reload: '7' }, {}, null];
    expect(answers.map(policyReload)).toEqual([7, null, null, null]);
  });

  it('keeps version and modes after a failed poll, and switches as its environment says', () => {
    const answer = { policy_engine_enabled: true, adaptive_retry_enabled: true, active_version: 'v4.2.0' };
    const state = polled(STARTED, { data: { ...answer, modes: [{ provider: 'gmail', mode: 'drain' }] } });
    const failed = pollFailed(state, { policyEngineEnabled: false, adaptiveRetryEnabled: false });
    expect(failed.policy).toEqual({
      engineEnabled: false,
      adaptiveRetryEnabled: false,
      activeVersion: 'v4.2.0',
      modes: { gmail: 'drain' },
    });
  });
});
