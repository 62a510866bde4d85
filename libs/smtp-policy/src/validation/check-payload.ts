import { own, type Fields, type Finding } from '../policy/decode.js';
import { decodePolicy } from '../policy/read-policy.js';
import { POLICY_MODES, RULE_TAGS, SCHEMA_VERSIONS } from '../policy/smtp-policy.js';
import { withoutEffect } from './without-effect.js';

/** What is to be said of a payload before workers get it. */
export interface PayloadReport {
  /** What today's validators refuse (control plane API, section 8.2); not empty: the version is invalid. */
  readonly invalid: readonly Finding[];
  /** What they let pass and a worker cannot read: it refuses the whole payload and keeps the policy it has. */
  readonly unreadable: readonly Finding[];
  /** What a worker reads and ignores, replaces or can never reach. Empty while the payload cannot be read. */
  readonly withoutEffect: readonly Finding[];
}

/**
 * Everything that is wrong with a payload, at once. Never throws, whatever it is given.
 * @param asked the version that the payload must be of; white space around it does not count
 */
export function checkPayload(payload: unknown, asked: string): PayloadReport {
  const { wrong } = decodePolicy(payload);
  return {
    invalid: invalidIn(payload, asked.trim()),
    unreadable: wrong,
    withoutEffect: wrong.length === 0 ? withoutEffect(payload) : [],
  };
}

const RETRY_KEYS = ['default', 'tempfail', 'greylist', 'policy_blocked', 'unknown'].map((name) => `${name}_seconds`);
const SESSION_KEYS = [
  'max_concurrency',
  'connects_per_minute',
  'reuse_connection_for_retries',
  'retry_jitter_percent',
  'ehlo_profile',
];
const MODE_KEYS = ['probe_enabled', 'max_concurrency_multiplier', 'connects_per_minute_multiplier'];
const RULE_LISTS = ['enhanced_rules', 'smtp_code_rules', 'message_rules'];
const RULE_KEYS = ['rule_tag', 'confidence_hint', 'provider_scope'];

/** The fifteen rules of the contract, in their order; below something that is missing nothing is asked. */
function invalidIn(payload: unknown, asked: string): readonly Finding[] {
  if (!isObject(payload)) return [{ path: '', message: 'must be a JSON object' }];
  const schema = schemaOf(payload);
  const isKnown = SCHEMA_VERSIONS.some((known) => known === schema);
  return [
    ...(typeof own(payload, 'enabled') === 'boolean' ? [] : [missing('enabled', 'true or false')]),
    ...versionIn(payload, asked),
    ...(isKnown ? [] : [{ path: 'schema_version', message: `must be one of ${SCHEMA_VERSIONS.join(', ')}` }]),
    ...genericIn(payload, schema === 'v3' || schema === 'v4'),
    ...(schema === 'v3' || schema === 'v4' ? [...modesIn(payload), ...rulesIn(payload)] : []),
  ];
}

function schemaOf(payload: Fields): string {
  const given = own(payload, 'schema_version');
  return typeof given === 'string' && given.trim() !== '' ? given.trim().toLowerCase() : 'v2';
}

function versionIn(payload: Fields, asked: string): readonly Finding[] {
  const version = own(payload, 'version');
  if (isBlank(version)) return [missing('version', 'the name of the version')];
  return String(version).trim() === asked ? [] : [{ path: 'version', message: `must be ${asked}` }];
}

function genericIn(payload: Fields, hasSession: boolean): readonly Finding[] {
  const profiles = own(payload, 'profiles');
  if (!isObject(profiles)) return [missing('profiles', 'an object')];
  const generic = own(profiles, 'generic');
  if (!isObject(generic)) return [missing('profiles.generic', 'an object')];
  const retry = own(generic, 'retry');
  const session = own(generic, 'session');
  const path = 'profiles.generic';
  return [
    ...(isObject(retry)
      ? RETRY_KEYS.filter((key) => typeof own(retry, key) !== 'number').map((key) =>
          missing(`${path}.retry.${key}`, 'a number'),
        )
      : [missing(`${path}.retry`, 'an object')]),
    ...(hasSession ? keysIn(session, `${path}.session`, SESSION_KEYS) : []),
  ];
}

function modesIn(payload: Fields): readonly Finding[] {
  const modes = own(payload, 'modes');
  if (!isObject(modes)) return [missing('modes', 'an object')];
  return POLICY_MODES.flatMap((name) => keysIn(own(modes, name), `modes.${name}`, MODE_KEYS));
}

function keysIn(value: unknown, path: string, keys: readonly string[]): readonly Finding[] {
  if (!isObject(value)) return [missing(path, 'an object')];
  return keys
    .filter((key) => own(value, key) === undefined)
    .map((key) => ({ path: `${path}.${key}`, message: 'must be given' }));
}

/** What is no list, and what is no object in a list, is passed over by the validators; a worker does not pass it over. */
function rulesIn(payload: Fields): readonly Finding[] {
  const profiles = own(payload, 'profiles');
  return Object.entries(isObject(profiles) ? profiles : {}).flatMap(([name, profile]) =>
    RULE_LISTS.flatMap((list) => {
      const rules = isObject(profile) ? own(profile, list) : undefined;
      return (Array.isArray(rules) ? rules : []).flatMap((rule: unknown, index) =>
        isObject(rule) ? ruleIn(rule, `profiles.${name}.${list}[${index}]`) : [],
      );
    }),
  );
}

function ruleIn(rule: Fields, path: string): readonly Finding[] {
  const blank = RULE_KEYS.filter((key) => isBlank(own(rule, key)));
  const tag = own(rule, 'rule_tag');
  const isKnown = RULE_TAGS.some((known) => known === String(tag).trim().toLowerCase());
  return [
    ...blank.map((key) => missing(`${path}.${key}`, 'text that is not blank')),
    ...(isBlank(tag) || isKnown
      ? []
      : [{ path: `${path}.rule_tag`, message: `must be one of ${RULE_TAGS.join(', ')}` }]),
  ];
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}

function missing(path: string, what: string): Finding {
  return { path, message: `must be ${what}` };
}
