import fc from 'fast-check';
import { NO_ROLLOUT, type RolloutRecord } from './rollout-record.js';
import { activeVersion, promoted, rolledBack, stepped, validated, type RolloutDecision } from './rollout-rules.js';

const decision: RolloutDecision = {
  triggeredBy: 'alice',
  actor: 'alice',
  source: 'operator',
  notes: 'because',
  requestId: null,
  at: '2026-02-24T09:00:00Z',
};
const WORKERS = Array.from({ length: 40 }, (_, n) => ({ workerId: `w${n}`, pool: `pool-${n % 4}` }));
const good = (checksum: string) => ({ findings: [], checksum, error: null });

const validate = (record: RolloutRecord, version: string) =>
  validated(record, version, good(`sum-${version}`), decision);

function next(outcome: ReturnType<typeof promoted>): RolloutRecord {
  if (outcome.kind !== 'applied') throw new Error(outcome.because);
  return outcome.next;
}

const promote = (record: RolloutRecord, version: string, percent = 100) =>
  promoted(record, version, percent, WORKERS, true, decision);
const rollBack = (record: RolloutRecord, isUsable = () => true) => rolledBack(record, isUsable, decision);

/** v1 everywhere, v2 valid. */
const STARTED = validate(next(promote(validate(NO_ROLLOUT, 'v1'), 'v1')), 'v2');

describe('validating', () => {
  it('makes an unknown version a draft, valid or not, and says what it found', () => {
    const finding = { kind: 'invalid', path: 'profiles', message: 'must be an object' } as const;
    const record = validated(NO_ROLLOUT, 'v9', { findings: [finding], checksum: null, error: 'no' }, decision);
    expect(record.versions['v9']).toMatchObject({ validation: 'invalid', validationError: 'no', checksum: null });
    expect(record.history[0]).toMatchObject({ action: 'validate', version: 'v9', validation: 'invalid' });
    expect(activeVersion(record)).toBeNull();
  });

  it('does not push out of the history who rolled out what runs, however often it is done', () => {
    let record = next(promote(STARTED, 'v2', 25));
    for (let check = 0; check < 300; check += 1) record = validate(record, 'v3');
    expect(record.history).toHaveLength(100);
    expect(record.history.find(({ action }) => action !== 'validate')).toMatchObject({
      action: 'promote',
      percent: 25,
    });
    for (let decided = 0; decided < 300; decided += 1) record = next(promote(record, 'v2', 25));
    expect(record.history.filter(({ action }) => action === 'validate')).toHaveLength(0);
  });

  it('keeps the newest hundred drafts, and every version that was ever rolled out', () => {
    let record = STARTED;
    for (let check = 0; check < 150; check += 1) {
      const at = new Date(Date.UTC(2026, 2, 1, 0, check)).toISOString();
      record = validated(record, `draft-${check}`, good('sum'), { ...decision, at });
    }
    const names = Object.keys(record.versions);
    expect(names).toHaveLength(101);
    expect(names).toEqual(expect.arrayContaining(['v1', 'draft-149', 'draft-50']));
    expect(names).not.toContain('draft-49');
  });

  it('changes nothing about what runs', () => {
    expect(activeVersion(validate(STARTED, 'v3'))).toBe('v1');
  });
});

describe('promoting', () => {
  it('wants a version that was found valid', () => {
    expect(promote(NO_ROLLOUT, 'v1')).toEqual({ kind: 'refused', because: 'not_validated' });
    const invalid = validated(NO_ROLLOUT, 'v1', { findings: [], checksum: null, error: 'no' }, decision);
    expect(promote(invalid, 'v1')).toEqual({ kind: 'refused', because: 'not_validated' });
    expect(promoted(invalid, 'v1', 100, WORKERS, false, decision).kind).toBe('applied');
  });

  it('does not try a first version on a part of the fleet: the rest has nothing to run', () => {
    expect(promote(validate(NO_ROLLOUT, 'v1'), 'v1', 25)).toEqual({
      kind: 'refused',
      because: 'nothing_to_fall_back_to',
    });
  });

  it('makes a canary of which the rest stays on the stable version', () => {
    const record = next(promote(STARTED, 'v2', 25));
    expect(record).toMatchObject({ stable: 'v1', canary: { version: 'v2', percent: 25 } });
    expect(activeVersion(record)).toBe('v2');
    expect(record.history[0]).toMatchObject({ action: 'promote', fromVersion: 'v1', percent: 25, notes: 'because' });
  });

  it('ends at 100 with the version everywhere, and remembers what was healthy before', () => {
    const record = next(promote(next(promote(STARTED, 'v2', 25)), 'v2'));
    expect(record).toMatchObject({ stable: 'v2', canary: null, proven: ['v1', 'v2'] });
  });

  it('does not try on a part of the fleet what everybody runs', () => {
    expect(promote(STARTED, 'v1', 50)).toEqual({ kind: 'refused', because: 'already_everywhere' });
  });

  it('of the stable version ends a canary', () => {
    expect(next(promote(next(promote(STARTED, 'v2', 25)), 'v1'))).toMatchObject({ stable: 'v1', canary: null });
  });

  it('of another version takes the place of a canary, and the rest stays where it is', () => {
    const record = next(promote(validate(next(promote(STARTED, 'v2', 25)), 'v3'), 'v3', 5));
    expect(record).toMatchObject({ stable: 'v1', canary: { version: 'v3', percent: 5 } });
  });
});

describe('a step', () => {
  it('widens what is under way', () => {
    const record = next(stepped(next(promote(STARTED, 'v2', 25)), 50, WORKERS, decision));
    expect(record).toMatchObject({ canary: { version: 'v2', percent: 50 } });
    expect(record.history[0]?.action).toBe('step');
  });

  it('is nothing without a canary', () => {
    expect(stepped(STARTED, 50, WORKERS, decision)).toEqual({ kind: 'refused', because: 'no_canary' });
  });

  it('does not widen to a payload that was put in place of the one that was rolled out', () => {
    const canary = next(promote(STARTED, 'v2', 25));
    const replaced = validated(canary, 'v2', good('another'), decision);
    expect(stepped(replaced, 50, WORKERS, decision)).toEqual({ kind: 'refused', because: 'payload_replaced' });
    expect(stepped(validate(canary, 'v2'), 50, WORKERS, decision).kind).toBe('applied');
    expect(stepped(next(promote(replaced, 'v2', 25)), 50, WORKERS, decision).kind).toBe('applied');
  });
});

describe('rolling back', () => {
  it('takes a canary back to what everybody else runs', () => {
    const record = next(rollBack(next(promote(STARTED, 'v2', 25))));
    expect(record).toMatchObject({ stable: 'v1', canary: null });
    expect(record.versions['v2']?.rolledBackAt).toBe(decision.at);
    expect(record.history[0]).toMatchObject({ action: 'rollback', version: 'v1', fromVersion: 'v2', percent: 100 });
  });

  it('twice goes further back, never to what was taken back', () => {
    const third = next(promote(validate(next(promote(STARTED, 'v2')), 'v3'), 'v3'));
    const once = next(rollBack(third));
    expect(once.stable).toBe('v2');
    const twice = next(rollBack(once));
    expect(twice.stable).toBe('v1');
    expect(rollBack(twice)).toEqual({ kind: 'refused', because: 'nothing_to_fall_back_to' });
  });

  it('passes over a version that cannot be run again', () => {
    const third = next(promote(validate(next(promote(STARTED, 'v2')), 'v3'), 'v3'));
    expect(next(rolledBack(third, (version) => version !== 'v2', decision)).stable).toBe('v1');
  });

  it('does nothing while nothing is active', () => {
    expect(rollBack(NO_ROLLOUT)).toEqual({ kind: 'refused', because: 'nothing_active' });
  });

  it('is forgotten when somebody promotes the version again', () => {
    const again = next(promote(next(rollBack(next(promote(STARTED, 'v2', 25)))), 'v2', 5));
    expect(again.versions['v2']?.rolledBackAt).toBeNull();
  });
});

describe('any sequence of decisions', () => {
  const VERSIONS = ['v1', 'v2', 'v3', 'v4'];
  const action = fc.oneof(
    fc.record({ kind: fc.constant('validate' as const), version: fc.constantFrom(...VERSIONS) }),
    fc.record({
      kind: fc.constant('promote' as const),
      version: fc.constantFrom(...VERSIONS),
      percent: fc.constantFrom(1, 5, 25, 50, 100),
    }),
    fc.record({ kind: fc.constant('step' as const), percent: fc.constantFrom(25, 50, 100) }),
    fc.record({ kind: fc.constant('rollback' as const) }),
  );

  it('never returns to what was taken back, and always says who runs what', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        let record: RolloutRecord = NO_ROLLOUT;
        for (const one of actions) {
          const before = record;
          if (one.kind === 'validate') record = validate(record, one.version);
          else {
            const outcome =
              one.kind === 'promote'
                ? promote(record, one.version, one.percent)
                : one.kind === 'step'
                  ? stepped(record, one.percent, WORKERS, decision)
                  : rollBack(record);
            if (outcome.kind === 'refused') continue;
            record = outcome.next;
            if (one.kind === 'rollback') {
              expect(before.versions[record.stable ?? '']?.rolledBackAt).toBeNull();
              expect(record.stable).not.toBe(activeVersion(before));
              expect(record.canary).toBeNull();
            }
          }
          expect(record.revision).toBe(before.revision + 1);
          if (record.canary !== null) expect([null, record.canary.version]).not.toContain(record.stable);
          expect(new Set(record.proven).size).toBe(record.proven.length);
          expect(record.history.length).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});
