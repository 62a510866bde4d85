import fc from 'fast-check';
import { readPolicy, UnreadablePolicy } from '../policy/read-policy.js';
import { writePolicy } from '../policy/write-policy.js';
import { recordedPayload, recordedPolicy } from '../testing/recorded.js';
import { checkPayload } from './check-payload.js';

type Json = Record<string, unknown>;

/** A sound payload with one thing changed; a path's parts are keys, or places in lists. Undefined: taken away. */
function changed(path: readonly (string | number)[], value: unknown): Json {
  const payload = structuredClone(recordedPayload('active')) as Json;
  const owner = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, payload);
  const last = path.at(-1) as string;
  if (value === undefined) Reflect.deleteProperty(owner, last);
  else owner[last] = value;
  return payload;
}
const dotted = (path: readonly (string | number)[]) =>
  path.map((part, place) => (typeof part === 'number' ? `[${part}]` : `${place === 0 ? '' : '.'}${part}`)).join('');
const RULE = ['profiles', 'gmail', 'message_rules', 0];

describe('a payload', () => {
  it.each(['active', 'candidate'] as const)('that production validators and workers accept is sound: %s', (name) => {
    const { version } = recordedPolicy(name);
    expect(checkPayload(recordedPayload(name), ` ${version} `)).toMatchObject({ invalid: [], unreadable: [] });
  });

  it('says which lists the built-in policy fills', () => {
    const { withoutEffect } = checkPayload(recordedPayload('candidate'), 'v4.3.0-rc1');
    const path = 'profiles.gmail.smtp_code_rules';
    expect(withoutEffect).toContainEqual({ path, message: 'is empty: the built-in list is used' });
  });

  it.each([
    [['enabled'], undefined],
    [['enabled'], 'true'],
    [['version'], ' '],
    [['version'], 'v9'],
    [['schema_version'], 'v5'],
    [['profiles'], []],
    [['profiles', 'generic'], undefined],
    [['profiles', 'generic', 'retry'], 'soon'],
    [['profiles', 'generic', 'retry', 'greylist_seconds'], '180'],
    [['profiles', 'generic', 'session'], undefined],
    [['profiles', 'generic', 'session', 'ehlo_profile'], undefined],
    [['modes'], undefined],
    [['modes', 'drain'], undefined],
    [['modes', 'drain', 'probe_enabled'], undefined],
    [[...RULE, 'rule_tag'], undefined],
    [[...RULE, 'rule_tag'], 'strange'],
    [[...RULE, 'confidence_hint'], ' '],
    [[...RULE, 'provider_scope'], 5],
  ] as const)('is invalid where %j is %j', (path, value) => {
    const { invalid } = checkPayload(changed(path, value), 'v4.2.0');
    expect(invalid.map((finding) => finding.path)).toEqual([dotted(path)]);
  });

  it('is asked for modes, sessions and words of rules from the third schema on', () => {
    const second = { enabled: true, version: 'v1', profiles: { generic: { retry: {} } } };
    expect(checkPayload(second, 'v1').invalid).toHaveLength(5);
    expect(checkPayload({ ...second, schema_version: ' V3 ' }, 'v1').invalid.length).toBeGreaterThan(5);
  });

  it('is told all that is wrong at once', () => {
    expect(checkPayload({}, 'v1').invalid.map(({ path }) => path)).toEqual(['enabled', 'version', 'profiles']);
  });

  it.each([
    [[...RULE, 'smtp_codes'], ['550']],
    [[...RULE, 'retry_after_seconds'], 1.5],
    [[...RULE, 'rule_id'], 7],
    [['profiles', 'gmail', 'retry', 'default_seconds'], '60'],
    [['profiles', 'generic', 'retry', 'default_seconds'], 60.5],
    [['profiles', 'generic', 'session', 'reuse_connection_for_retries'], 'no'],
    [['profiles', 'yahoo', 'message_rules'], {}],
    [['profiles', 'yahoo', 'retry'], []],
    [['modes', 'normal', 'max_concurrency_multiplier'], '1'],
    [['schema_version'], 4],
  ] as const)('passes the validators and is refused by a worker where %j is %j', (path, value) => {
    const report = checkPayload(changed(path, value), 'v4.2.0');
    expect(report.invalid).toEqual([]);
    expect(report.unreadable[0]?.path.startsWith(dotted(path))).toBe(true);
    expect(report.withoutEffect).toEqual([]);
    expect(() => readPolicy(changed(path, value))).toThrow(UnreadablePolicy);
  });

  it.each([
    [['enabled'], false, 'enabled'],
    [['profiles', 'yahoo'], undefined, 'profiles.yahoo'],
    [[...RULE, 'decision_class'], 'Retryable', 'profiles.gmail.message_rules[0].decision_class'],
    [[...RULE, 'message_contains'], [' '], 'profiles.gmail.message_rules[0].message_contains'],
    [[...RULE, 'message_contains'], ['Auth'], 'profiles.gmail.message_rules[0].message_contains'],
    [[...RULE, 'smtp_codes'], [550], 'profiles.gmail.message_rules[0].smtp_codes'],
    [[...RULE, 'message'], 'x', 'profiles.gmail.message_rules[0].message'],
    [[...RULE, 'category'], 'valid', 'profiles.gmail.message_rules[0].category'],
    [
      ['profiles', 'generic', 'enhanced_rules', 3, 'enhanced_prefixes'],
      ['5.7.1'],
      'profiles.generic.enhanced_rules[3]',
    ],
    [['profiles', 'generic', 'retry', 'default_seconds'], 0, 'profiles.generic.retry.default_seconds'],
    [['profiles', 'generic', 'session', 'retry_jitter_percent'], 60, 'profiles.generic.session.retry_jitter_percent'],
    [['modes', 'normal', 'probe_enabled'], false, 'modes.normal.probe_enabled'],
    [['modes', 'cautious', 'max_concurrency_multiplier'], 0, 'modes.cautious.max_concurrency_multiplier'],
    [['modes', 'asleep'], {}, 'modes.asleep'],
  ] as const)('is readable, and something has no effect, where %j is %j', (path, value, where) => {
    const report = checkPayload(changed(path, value), 'v4.2.0');
    expect(report).toMatchObject({ invalid: [], unreadable: [] });
    expect(report.withoutEffect.map((finding) => finding.path)).toContain(where);
  });
});

/** Payloads that are nearly right: known names, and values of any kind below them. */
const nearly = fc.record(
  {
    enabled: fc.oneof(fc.boolean(), fc.jsonValue()),
    version: fc.oneof(fc.string(), fc.jsonValue()),
    modes: fc.oneof(fc.dictionary(fc.constantFrom('normal', 'drain', 'x'), fc.jsonValue()), fc.jsonValue()),
    profiles: fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom('generic', 'gmail', 'own', 'constructor', '__proto__'),
        fc.oneof(
          fc.jsonValue(),
          fc.record(
            {
              enhanced_rules: fc.array(rules('enhanced_prefixes', fc.constantFrom('4.', '5.1.1', ' '))),
              smtp_code_rules: fc.array(rules('smtp_codes', fc.integer())),
              message_rules: fc.array(rules('message_contains', fc.string())),
              retry: fc.dictionary(fc.constantFrom('default_seconds', 'greylist_seconds'), fc.integer()),
              session: fc.record(
                { retry_jitter_percent: fc.integer(), ehlo_profile: fc.string() },
                { requiredKeys: [] },
              ),
            },
            { requiredKeys: [] },
          ),
        ),
      ),
    ),
  },
  { requiredKeys: [] },
);

function rules(condition: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const text = fc.oneof(fc.constantFrom('', ' ', 'retryable', 'undeliverable', 'valid', 'HIGH', 'auth'), fc.string());
  return fc.record(
    {
      rule_id: text,
      decision_class: text,
      category: text,
      reason_code: text,
      confidence_hint: text,
      rule_tag: text,
      [condition]: fc.array(value),
    },
    { requiredKeys: [] },
  );
}

describe('whatever a payload is', () => {
  it('is checked in no time, however many rules it has', () => {
    const rules = Array.from({ length: 10_000 }, (_, place) => ({
      rule_id: `r${place}`,
      message_contains: [`x${10_000 + place}`],
    }));
    const startedAt = performance.now();
    const { withoutEffect } = checkPayload({ version: 'v1', profiles: { generic: { message_rules: rules } } }, 'v1');
    expect(performance.now() - startedAt).toBeLessThan(2_000); // it was nine seconds
    expect(withoutEffect.at(-1)?.message).toMatch(/^has so many rules/);
  });

  it('the check answers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), nearly), fc.string(), (payload, version) => {
        expect(checkPayload(payload, version).invalid).toBeInstanceOf(Array);
      }),
    );
  });

  it('it is unreadable exactly where a worker refuses it, and what it is read as is read the same again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), nearly), (payload) => {
        if (checkPayload(payload, 'v1').unreadable.length > 0) {
          expect(() => readPolicy(payload)).toThrow(UnreadablePolicy);
          return;
        }
        const policy = readPolicy(payload);
        expect(readPolicy(JSON.parse(JSON.stringify(writePolicy(policy))))).toEqual(policy);
      }),
    );
  });
});
