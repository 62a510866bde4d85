import { PROVIDERS, type Provider } from '@app/contracts';
import { BUILT_IN_MODES, BUILT_IN_PROFILES, BUILT_IN_VERSION } from './built-in-policy.js';
import { Decoder, own, type Fields, type Finding } from './decode.js';
import { normalisedMode, normalisedProfile } from './normalise.js';
import {
  CATEGORIES,
  CONFIDENCES,
  DECISION_CLASSES,
  POLICY_MODES,
  type ModeSettings,
  type SmtpPolicy,
  type SmtpProfile,
  type SmtpRule,
} from './smtp-policy.js';

/** A payload that a worker cannot read; it keeps the policy it has. */
export class UnreadablePolicy extends Error {
  override readonly name = 'UnreadablePolicy';
}

/** What a worker judges by until a payload was loaded. */
export const BUILT_IN_POLICY: SmtpPolicy = {
  version: BUILT_IN_VERSION,
  schemaVersion: 'v4',
  profiles: BUILT_IN_PROFILES,
  modes: BUILT_IN_MODES,
};

/**
 * The policy in a payload, normalised as workers do before they use it: a missing provider, each empty or missing list
 * of rules and each number that says nothing is filled from the built-in policy (worker behaviour, sections 6.1, 6.2).
 * @throws UnreadablePolicy a value has the wrong type; unknown keys are ignored
 */
export function readPolicy(payload: unknown): SmtpPolicy {
  const { policy, wrong } = decodePolicy(payload);
  const [first] = wrong;
  if (first) throw new UnreadablePolicy(`${first.path} ${first.message}`);
  return policy;
}

/** The same with all that is wrong; where something is, `policy` is not what a worker uses. */
export function decodePolicy(payload: unknown): { readonly policy: SmtpPolicy; readonly wrong: readonly Finding[] } {
  const decoder = new Decoder();
  if (payload === null || payload === undefined) decoder.wrong.push({ path: 'policy', message: 'must be an object' });
  const fields = decoder.object(payload, 'policy');
  decoder.flag(own(fields, 'enabled'), 'enabled');
  const profiles = decodedProfiles(decoder.object(own(fields, 'profiles'), 'profiles'), decoder);
  const modes = decodedModes(decoder.object(own(fields, 'modes'), 'modes'), decoder);
  const schemaVersion = decoder.text(own(fields, 'schema_version'), 'schema_version').trim().toLowerCase();
  const version = decoder.text(own(fields, 'version'), 'version').trim() || BUILT_IN_VERSION;
  const policy = { version, schemaVersion: schemaVersion || guessedSchema(fields), profiles, modes };
  return { policy, wrong: decoder.wrong };
}

/** Payloads of the second schema knew neither modes nor sessions nor what validators ask of rules since. */
function guessedSchema(fields: Fields): string {
  const profiles = Object.values(object(own(fields, 'profiles'))).map(object);
  const rules = profiles.flatMap((profile) => LISTS.flatMap((list) => array(own(profile, list)).map(object)));
  const isThird =
    Object.keys(object(own(fields, 'modes'))).length > 0 ||
    profiles.some((profile) => Object.keys(object(own(profile, 'session'))).length > 0) ||
    rules.some((rule) => ['rule_tag', 'confidence_hint', 'provider_scope'].some((key) => Boolean(own(rule, key))));
  return isThird ? 'v3' : 'v2';
}

const LISTS = ['enhanced_rules', 'smtp_code_rules', 'message_rules'];
const object = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const array = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function decodedProfiles(given: Fields, decoder: Decoder): SmtpPolicy['profiles'] {
  const named = new Map(
    Object.entries(given).map(([name, value]) => [name, decodedProfile(value, `profiles.${name}`, decoder)]),
  );
  const isProvider = (name: string) => PROVIDERS.some((provider) => provider === name);
  const custom = [...named].filter(([name]) => !isProvider(name));
  const four = PROVIDERS.map((provider: Provider) => {
    const profile = named.get(provider);
    return [provider, profile ? normalisedProfile(profile, provider) : BUILT_IN_PROFILES[provider]] as const;
  });
  return Object.fromEntries([...custom, ...four]) as SmtpPolicy['profiles']; // every provider is in `four`
}

function decodedProfile(value: unknown, path: string, decoder: Decoder): SmtpProfile {
  const fields = decoder.object(value, path);
  decoder.text(own(fields, 'name'), `${path}.name`);
  const rules = (list: string) =>
    decoder
      .list(own(fields, list), `${path}.${list}`)
      .map((item, index) => decodedRule(item, `${path}.${list}[${index}]`, decoder));
  const retry = decoder.object(own(fields, 'retry'), `${path}.retry`);
  const seconds = (key: string) => decoder.whole(own(retry, key), `${path}.retry.${key}`);
  const session = decoder.object(own(fields, 'session'), `${path}.session`);
  const whole = (key: string) => decoder.whole(own(session, key), `${path}.session.${key}`);
  const reuse = 'reuse_connection_for_retries';
  return {
    enhancedRules: rules('enhanced_rules'),
    codeRules: rules('smtp_code_rules'),
    messageRules: rules('message_rules'),
    retry: {
      default: seconds('default_seconds'),
      tempfail: seconds('tempfail_seconds'),
      greylist: seconds('greylist_seconds'),
      policyBlocked: seconds('policy_blocked_seconds'),
      unknown: seconds('unknown_seconds'),
    },
    session: {
      maxConcurrency: whole('max_concurrency'),
      connectsPerMinute: whole('connects_per_minute'),
      reuseConnectionForRetries: decoder.flag(own(session, reuse), `${path}.session.${reuse}`),
      retryJitterPercent: whole('retry_jitter_percent'),
      ehloProfile: decoder.text(own(session, 'ehlo_profile'), `${path}.session.ehlo_profile`).trim(),
    },
  };
}

/** Blank tags and confidences are left so: only rules of the four providers get theirs inferred. */
function decodedRule(value: unknown, path: string, decoder: Decoder): SmtpRule {
  const fields = decoder.object(value, path);
  const text = (key: string) => decoder.text(own(fields, key), `${path}.${key}`).trim();
  const list = (key: string) => decoder.list(own(fields, key), `${path}.${key}`);
  const words = (key: string) =>
    list(key)
      .map((item, index) => decoder.text(item, `${path}.${key}[${index}]`).trim().toLowerCase())
      .filter((word) => word !== '');
  const decisionClass = text('decision_class');
  const category = text('category');
  const hint = text('confidence_hint').toLowerCase();
  return {
    ruleId: text('rule_id') || text('reason_code') || decisionClass || 'unknown',
    enhancedPrefixes: words('enhanced_prefixes'),
    smtpCodes: list('smtp_codes').map((code, index) => decoder.whole(code, `${path}.smtp_codes[${index}]`)),
    messageContains: words('message_contains'),
    decisionClass: DECISION_CLASSES.find((word) => word === decisionClass) ?? 'unknown',
    category: CATEGORIES.find((word) => word === category) ?? 'risky',
    reason: text('reason') || 'smtp_tempfail',
    reasonCode: text('reason_code') || 'smtp_unknown',
    tag: text('rule_tag'),
    confidence: CONFIDENCES.find((word) => word === hint) ?? null,
    providerScope: text('provider_scope'),
    retryAfterSeconds: Math.max(0, decoder.whole(own(fields, 'retry_after_seconds'), `${path}.retry_after_seconds`)),
  };
}

function decodedModes(given: Fields, decoder: Decoder): SmtpPolicy['modes'] {
  const named = new Map(
    Object.entries(given).map(([name, value]) => [name, decodedMode(value, `modes.${name}`, decoder)]),
  );
  const five = POLICY_MODES.map((name) => {
    const mode = named.get(name);
    return [name, mode ? normalisedMode(mode, name) : BUILT_IN_MODES[name]] as const;
  });
  return Object.fromEntries(five) as SmtpPolicy['modes']; // every mode is in `five`
}

function decodedMode(value: unknown, path: string, decoder: Decoder): ModeSettings {
  const fields = decoder.object(value, path);
  const number = (key: string) => decoder.number(own(fields, key), `${path}.${key}`);
  return {
    probeEnabled: decoder.flag(own(fields, 'probe_enabled'), `${path}.probe_enabled`),
    maxConcurrencyMultiplier: number('max_concurrency_multiplier'),
    connectsPerMinuteMultiplier: number('connects_per_minute_multiplier'),
  };
}
