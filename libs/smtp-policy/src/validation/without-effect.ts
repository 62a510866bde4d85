import { PROVIDERS } from '@app/contracts';
import { BUILT_IN_MODES } from '../policy/built-in-policy.js';
import { own, type Fields, type Finding } from '../policy/decode.js';
import { CATEGORIES, CONFIDENCES, DECISION_CLASSES, POLICY_MODES } from '../policy/smtp-policy.js';

const KNOWN_KEYS = ['enabled', 'version', 'schema_version', 'profiles', 'modes'];
const PROFILE_KEYS = ['name', 'enhanced_rules', 'smtp_code_rules', 'message_rules', 'retry', 'session'];
const RETRY_KEYS = ['default', 'tempfail', 'greylist', 'policy_blocked', 'unknown'].map((name) => `${name}_seconds`);
const SESSION_LIMITS = ['max_concurrency', 'connects_per_minute'];
const SESSION_KEYS = [...SESSION_LIMITS, 'reuse_connection_for_retries', 'retry_jitter_percent', 'ehlo_profile'];
const MULTIPLIERS = ['max_concurrency_multiplier', 'connects_per_minute_multiplier'] as const;
const MODE_KEYS = ['probe_enabled', ...MULTIPLIERS];

/** The lists of rules, each with its condition and how one value of it covers a later one. */
const LISTS = [
  {
    list: 'enhanced_rules',
    condition: 'enhanced_prefixes',
    covers: (one: string, later: string) => later.startsWith(one),
  },
  { list: 'smtp_code_rules', condition: 'smtp_codes', covers: (one: string, later: string) => one === later },
  { list: 'message_rules', condition: 'message_contains', covers: (one: string, later: string) => later.includes(one) },
] as const;
const RULE_KEYS = [
  'rule_id',
  ...LISTS.map(({ condition }) => condition),
  'decision_class',
  'category',
  'reason',
  'reason_code',
  'rule_tag',
  'confidence_hint',
  'provider_scope',
  'retry_after_seconds',
];

/** What servers usually say in greetings and answers to EHLO, which message rules judge as well. */
const OPENINGS = [
  'esmtp service ready',
  'auth login plain',
  'pipelining',
  'starttls',
  '8bitmime',
  'smtputf8',
  'chunking',
];

/**
 * What in a readable payload a worker ignores or replaces, what no reply can ever reach, and what reaches more than it
 * means (worker behaviour, sections 6.2, 7.3 and 13).
 * @param payload whose values have the types that a worker needs
 */
export function withoutEffect(payload: unknown): readonly Finding[] {
  const fields = object(payload);
  const profiles = object(own(fields, 'profiles'));
  const comparisons = new Comparisons();
  return [
    ...unknownKeys(fields, '', KNOWN_KEYS),
    ...(own(fields, 'enabled') === false
      ? [{ path: 'enabled', message: 'is ignored: the control plane switches' }]
      : []),
    ...PROVIDERS.filter((name) => !isGiven(own(profiles, name))).map((name) => ({
      path: `profiles.${name}`,
      message: 'is missing: the built-in profile is used',
    })),
    ...Object.entries(profiles).flatMap(([name, profile]) => inProfile(object(profile), name, comparisons)),
    ...Object.entries(object(own(fields, 'modes'))).flatMap(([name, mode]) => inMode(object(mode), name)),
    ...(comparisons.areSpent
      ? [{ path: 'profiles', message: 'has so many rules that not all were checked for being reached' }]
      : []),
  ];
}

function inProfile(profile: Fields, name: string, comparisons: Comparisons): readonly Finding[] {
  const path = `profiles.${name}`;
  const isProvider = PROVIDERS.some((provider) => provider === name);
  const retry = object(own(profile, 'retry'));
  const session = object(own(profile, 'session'));
  const jitter = own(session, 'retry_jitter_percent');
  return [
    ...unknownKeys(profile, path, PROFILE_KEYS),
    ...unknownKeys(retry, `${path}.retry`, RETRY_KEYS),
    ...unknownKeys(session, `${path}.session`, SESSION_KEYS),
    ...(isProvider ? [] : [{ path, message: 'is used only where a provider policy of Laravel has this name' }]),
    ...notPositive(retry, `${path}.retry`, RETRY_KEYS),
    ...notPositive(session, `${path}.session`, SESSION_LIMITS),
    ...(typeof jitter === 'number' && (jitter < 0 || jitter > 50)
      ? [{ path: `${path}.session.retry_jitter_percent`, message: 'is outside 0 to 50' }]
      : []),
    ...LISTS.flatMap((list) => inList(profile, path, list, isProvider, comparisons)),
    ...sameIds(profile, path),
  ];
}

/** How many conditions are compared with an earlier one, and how long they may be: a moment's work in all. */
const COMPARED = { times: 500_000, characters: 1_000 };

/** Compares conditions as long as that takes no time; of what is not compared nothing is claimed. */
class Comparisons {
  private left = COMPARED.times;

  /** Whether a reply with `later` in it has one of `earlier` in it, too. */
  isCovered(later: string, earlier: readonly string[], covers: (one: string, later: string) => boolean): boolean {
    if (later.length > COMPARED.characters) return false;
    for (const one of earlier) {
      if (this.areSpent) return false;
      this.left -= 1;
      if (one.length <= later.length && covers(one, later)) return true;
    }
    return false;
  }

  get areSpent(): boolean {
    return this.left <= 0;
  }
}

function inList(
  profile: Fields,
  path: string,
  kind: (typeof LISTS)[number],
  isProvider: boolean,
  comparisons: Comparisons,
): readonly Finding[] {
  const { list, condition, covers } = kind;
  const rules = array(own(profile, list)).map(object);
  if (rules.length === 0) {
    return isProvider ? [{ path: `${path}.${list}`, message: 'is empty: the built-in list is used' }] : [];
  }
  const earlier: string[] = [];
  return rules.flatMap((rule, index) => {
    const at = `${path}.${list}[${index}]`;
    const own = valuesOf(rule, condition);
    const isCovered = own.length > 0 && own.every((value) => comparisons.isCovered(value, earlier, covers));
    for (const value of own) earlier.push(value);
    return [
      ...inRule(rule, at, condition),
      ...own.flatMap((value) => inCondition(value, `${at}.${condition}`, condition)),
      ...(own.length === 0 ? [{ path: `${at}.${condition}`, message: 'is empty: the rule never matches' }] : []),
      ...(isCovered ? [{ path: at, message: 'is never reached: earlier rules match all that it does' }] : []),
    ];
  });
}

function inRule(rule: Fields, path: string, condition: string): readonly Finding[] {
  const text = (key: string) => String(own(rule, key) ?? '').trim();
  const isOneOf = (key: string, words: readonly string[]) => text(key) === '' || words.includes(text(key));
  const wait = own(rule, 'retry_after_seconds');
  const otherConditions = LISTS.map((other) => other.condition).filter(
    (other) => other !== condition && valuesOf(rule, other).length > 0,
  );
  const meant = { deliverable: 'valid', undeliverable: 'invalid' }[text('decision_class')] ?? 'risky';
  return [
    ...unknownKeys(rule, path, RULE_KEYS),
    ...otherConditions.map((key) => ({ path: `${path}.${key}`, message: 'is not looked at in this list' })),
    ...(isOneOf('decision_class', DECISION_CLASSES)
      ? []
      : [{ path: `${path}.decision_class`, message: 'is no class that a worker knows' }]),
    ...(isOneOf('category', CATEGORIES) ? [] : [{ path: `${path}.category`, message: 'is unknown: risky is used' }]),
    ...(isOneOf('confidence_hint', [...CONFIDENCES, ...CONFIDENCES.map((word) => word.toUpperCase())])
      ? []
      : [{ path: `${path}.confidence_hint`, message: 'is unknown: another is inferred' }]),
    ...(isOneOf('category', [meant])
      ? []
      : [{ path: `${path}.category`, message: `does not agree with the class, which means ${meant}` }]),
    ...(typeof wait === 'number' && wait < 0
      ? [{ path: `${path}.retry_after_seconds`, message: 'is below 0: the wait follows from the reply' }]
      : []),
  ];
}

function inCondition(value: string, path: string, condition: string): readonly Finding[] {
  switch (condition) {
    case 'enhanced_prefixes':
      return /^[245](\.(\d(\.\d*)?)?)?$/.test(value)
        ? []
        : [{ path, message: `"${value}" is the beginning of no enhanced code` }];
    case 'smtp_codes':
      if (Number(value) < 100 || Number(value) > 599) return [{ path, message: `${value} is no reply code` }];
      return Number(value) < 300 ? [{ path, message: `${value} is said by every server that goes on` }] : [];
    default:
      return OPENINGS.some((opening) => opening.includes(value))
        ? [{ path, message: `"${value}" stands in greetings and answers to EHLO, which are judged as well` }]
        : [];
  }
}

/** Traces name rules by their id. */
function sameIds(profile: Fields, path: string): readonly Finding[] {
  const seen = new Set<string>();
  return LISTS.flatMap(({ list }) =>
    array(own(profile, list)).flatMap((rule, index) => {
      const id = String(own(object(rule), 'rule_id') ?? '').trim();
      const isSecond = id !== '' && seen.has(id);
      seen.add(id);
      const at = `${path}.${list}[${index}].rule_id`;
      return isSecond ? [{ path: at, message: `"${id}" stands twice: traces do not tell which` }] : [];
    }),
  );
}

function inMode(mode: Fields, name: string): readonly Finding[] {
  const path = `modes.${name}`;
  const known = POLICY_MODES.find((word) => word === name);
  if (known === undefined) return [{ path, message: 'is no mode that a worker knows' }];
  const probe = own(mode, 'probe_enabled');
  const builtIn = BUILT_IN_MODES[known];
  const isForced = (known === 'normal' || !builtIn.probeEnabled) && typeof probe === 'boolean';
  const isStopped = builtIn.maxConcurrencyMultiplier === 0; // 0 is what such a mode means
  return [
    ...unknownKeys(mode, path, MODE_KEYS),
    ...(isForced && probe !== builtIn.probeEnabled
      ? [{ path: `${path}.probe_enabled`, message: `is always ${builtIn.probeEnabled}` }]
      : []),
    ...(isStopped ? [] : notPositive(mode, path, MULTIPLIERS)),
  ];
}

function notPositive(fields: Fields, path: string, keys: readonly string[]): readonly Finding[] {
  return keys.flatMap((key) => {
    const value = own(fields, key);
    const isReplaced = typeof value === 'number' && value <= 0;
    return isReplaced ? [{ path: `${path}.${key}`, message: 'is not above 0: the built-in number is used' }] : [];
  });
}

function unknownKeys(fields: Fields, path: string, known: readonly string[]): readonly Finding[] {
  return Object.keys(fields)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: 'is not known to workers' }));
}

/** As they are compared: small letters, no white space around, no blanks. */
function valuesOf(rule: Fields, condition: string): readonly string[] {
  return array(own(rule, condition))
    .map((value) =>
      String(value ?? '')
        .trim()
        .toLowerCase(),
    )
    .filter((value) => value !== '');
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Absent and null are empty; the types were checked before. */
function object(value: unknown): Fields {
  return isGiven(value) ? (value as Fields) : {};
}

function array(value: unknown): readonly unknown[] {
  return isGiven(value) ? (value as readonly unknown[]) : [];
}
