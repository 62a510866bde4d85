import fc from 'fast-check';
import { decision } from '../testing/builders.js';
import {
  NO_INTENT,
  type Outcome,
  type WorkerIntent,
  desiredState,
  drain,
  isQuarantined,
  pause,
  quarantine,
  resume,
  unquarantine,
  wishedState,
  withoutExpired,
} from './worker-intent.js';

function applied(outcome: Outcome): WorkerIntent {
  if (outcome.kind !== 'applied') throw new Error(`expected an applied outcome, got ${outcome.kind}`);
  return outcome.next;
}

const paused = applied(pause(NO_INTENT, decision()));

describe('what a worker is told', () => {
  it('is to run when nobody ever decided anything', () => {
    expect(desiredState(NO_INTENT, 0)).toBe('running');
  });

  it('follows the latest wish', () => {
    expect(desiredState(paused, 0)).toBe('paused');
    expect(desiredState(applied(drain(paused, decision())), 0)).toBe('draining');
    expect(desiredState(applied(resume(paused, decision())), 0)).toBe('running');
  });

  it('counts until it expires, and not after', () => {
    const timed = applied(pause(NO_INTENT, decision({ expiresAt: 60_000 })));
    expect([desiredState(timed, 59_999), desiredState(timed, 60_000)]).toEqual(['paused', 'running']);
  });

  it('is draining while quarantined, whatever is wished below', () => {
    const quarantined = applied(quarantine(paused, decision()));
    expect(desiredState(quarantined, 0)).toBe('draining');
    expect(wishedState(quarantined, 0)).toBe('paused');
  });

  it('is what was wished below once the quarantine expires', () => {
    const quarantined = applied(quarantine(paused, decision({ expiresAt: 1_000 })));
    expect([desiredState(quarantined, 999), desiredState(quarantined, 1_000)]).toEqual(['draining', 'paused']);
  });
});

describe('layers', () => {
  it('are independent: a pause during a quarantine changes only the layer below', () => {
    const both = applied(pause(applied(quarantine(NO_INTENT, decision())), decision()));
    expect(desiredState(both, 0)).toBe('draining');
    expect(desiredState(applied(unquarantine(both)), 0)).toBe('paused');
  });

  it('refuse to resume a quarantined worker, since it would have no effect', () => {
    const quarantined = applied(quarantine(paused, decision()));
    expect(resume(quarantined, decision())).toEqual({ kind: 'refused', because: 'worker_quarantined' });
  });

  it('let a worker be resumed whose quarantine has expired', () => {
    const over = applied(quarantine(paused, decision({ expiresAt: 10 })));
    expect(desiredState(applied(resume(over, decision({ at: 10 }))), 10)).toBe('running');
  });

  it('leave everything as it is when there is no quarantine to lift', () => {
    expect(unquarantine(paused)).toEqual({ kind: 'unchanged' });
  });
});

describe('expiry', () => {
  it('takes away only what is over, with a revision of its own', () => {
    const intent = applied(
      quarantine(applied(pause(NO_INTENT, decision({ expiresAt: 10 }))), decision({ expiresAt: 20 })),
    );
    const next = withoutExpired(intent, 15);
    expect(next).toMatchObject({ wish: null, revision: intent.revision + 1 });
    expect(next?.quarantine).not.toBeNull();
  });

  it('has nothing to do while everything counts', () => {
    expect(withoutExpired(paused, Number.MAX_SAFE_INTEGER)).toBeNull();
  });
});

describe('any sequence of actions', () => {
  const action = fc.constantFrom(pause, drain, resume, quarantine, unquarantine);
  const steps = fc.array(fc.tuple(action, fc.nat(100), fc.option(fc.integer({ min: 1, max: 50 }))), { maxLength: 30 });

  it('never tells a quarantined worker to run, and never loses a revision', () => {
    fc.assert(
      fc.property(steps, fc.nat(200), (taken, later) => {
        let intent = NO_INTENT;
        for (const [act, at, forMs] of taken) {
          const outcome = act(intent, decision({ at, expiresAt: forMs === null ? null : at + forMs }));
          if (outcome.kind === 'applied') {
            expect(outcome.next.revision).toBe(intent.revision + 1);
            intent = outcome.next;
          }
        }
        if (isQuarantined(intent, later)) expect(desiredState(intent, later)).toBe('draining');
        const settled = withoutExpired(intent, later) ?? intent;
        expect(desiredState(settled, later)).toBe(desiredState(intent, later));
      }),
    );
  });
});
