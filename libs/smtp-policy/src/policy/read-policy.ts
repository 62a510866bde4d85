import { PROVIDERS, type Provider } from '@app/contracts';
import { BUILT_IN_PROFILES, BUILT_IN_VERSION } from './built-in-policy.js';
import {
  DECISION_CLASSES,
  type Category,
  type Confidence,
  type DecisionClass,
  type SmtpPolicy,
  type SmtpProfile,
  type SmtpRule,
} from './smtp-policy.js';

/** A payload that a worker cannot read; it keeps the policy it has. */
export class UnreadablePolicy extends Error {
  override readonly name = 'UnreadablePolicy';
}

/** What a worker judges by until a payload was loaded. */
export const BUILT_IN_POLICY: SmtpPolicy = { version: BUILT_IN_VERSION, profiles: BUILT_IN_PROFILES };

/**
 * The policy in a payload, normalised as workers do before they use it: a missing provider, and each empty or missing
 * list of rules, is filled from the built-in policy (worker behaviour, sections 6.1 and 6.2).
 * @throws UnreadablePolicy a value has the wrong type; unknown keys are ignored
 */
export function readPolicy(payload: unknown): SmtpPolicy {
  const fields = object(payload, 'policy');
  const given = fields['profiles'] === undefined ? {} : object(fields['profiles'], 'profiles');
  const named = Object.entries(given).map(([name, profile]) => [name, readProfile(profile, name)] as const);
  const custom = named.filter(([name]) => !PROVIDERS.some((provider) => provider === name));
  const own = PROVIDERS.map((provider) => {
    const profile = named.find(([name]) => name === provider)?.[1];
    return [provider, profile ? normalised(profile, provider) : BUILT_IN_PROFILES[provider]] as const;
  });
  return {
    version: string(fields['version'], 'version') || BUILT_IN_VERSION,
    profiles: Object.fromEntries([...custom, ...own]) as SmtpPolicy['profiles'], // every provider is in `own`
  };
}

function normalised(profile: SmtpProfile, provider: Provider): SmtpProfile {
  const builtIn = BUILT_IN_PROFILES[provider];
  const filled = (rules: readonly SmtpRule[], instead: readonly SmtpRule[]) => (rules.length > 0 ? rules : instead);
  return {
    enhancedRules: filled(profile.enhancedRules, builtIn.enhancedRules),
    codeRules: filled(profile.codeRules, builtIn.codeRules),
    messageRules: filled(profile.messageRules, builtIn.messageRules),
  };
}

function readProfile(value: unknown, name: string): SmtpProfile {
  const fields = object(value, `profiles.${name}`);
  const rules = (list: string) =>
    array(fields[list], `${name}.${list}`).map((item, index) => readRule(item, `${name}.${list}[${index}]`));
  const retry = fields['retry'] === undefined ? {} : object(fields['retry'], `${name}.retry`);
  for (const [key, seconds] of Object.entries(retry)) integer(seconds, `${name}.retry.${key}`); // not used, but refused
  return {
    enhancedRules: rules('enhanced_rules'),
    codeRules: rules('smtp_code_rules'),
    messageRules: rules('message_rules'),
  };
}

function readRule(value: unknown, where: string): SmtpRule {
  const fields = object(value, where);
  const text = (key: string) => string(fields[key], `${where}.${key}`).trim();
  const texts = (key: string) =>
    array(fields[key], `${where}.${key}`).map((item) => string(item, `${where}.${key}`).trim().toLowerCase());
  const decisionClass = DECISION_CLASSES.find((word) => word === text('decision_class')) ?? 'unknown';
  const category = (['valid', 'invalid', 'risky'] as const).find((word) => word === text('category')) ?? 'risky';
  const reasonCode = text('reason_code') || 'smtp_unknown';
  integer(fields['retry_after_seconds'], `${where}.retry_after_seconds`);
  return {
    ruleId: text('rule_id') || text('reason_code') || text('decision_class'),
    enhancedPrefixes: texts('enhanced_prefixes').filter((prefix) => prefix !== ''),
    smtpCodes: array(fields['smtp_codes'], `${where}.smtp_codes`).map((code) => integer(code, `${where}.smtp_codes`)),
    messageContains: texts('message_contains').filter((token) => token !== ''),
    decisionClass,
    category,
    reason: text('reason') || 'smtp_tempfail',
    reasonCode,
    tag: text('rule_tag') || inferredTag(reasonCode, decisionClass),
    confidence: confidenceOf(text('confidence_hint'), decisionClass, category),
  };
}

const TAG_BY_REASON_CODE = [
  ['greylist', 'greylist'],
  ['mailbox_full', 'mailbox_full'],
  ['policy_blocked', 'policy_blocked'],
  ['mailbox_not_found', 'mailbox_not_found'],
  ['auth', 'auth_required'],
  ['rate_limit', 'rate_limit'],
] as const;

function inferredTag(reasonCode: string, decisionClass: DecisionClass): string {
  const hit = TAG_BY_REASON_CODE.find(([part]) => reasonCode.includes(part));
  if (hit) return hit[1];
  if (decisionClass === 'policy_blocked') return 'policy_blocked';
  return decisionClass === 'undeliverable' ? 'mailbox_not_found' : 'unknown_transient';
}

function confidenceOf(hint: string, decisionClass: DecisionClass, category: Category): Confidence {
  const given = (['low', 'medium', 'high'] as const).find((word) => word === hint.toLowerCase());
  if (given) return given;
  switch (decisionClass) {
    case 'deliverable':
    case 'undeliverable':
      return 'high';
    case 'policy_blocked':
    case 'retryable':
      return 'medium';
    case 'unknown':
      return category === 'risky' ? 'low' : 'medium';
  }
}

function object(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (Array.isArray(value) && value.length === 0) return {}; // Laravel writes an empty map so
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(where, 'an object');
  return value as Record<string, unknown>;
}

function array(value: unknown, where: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrong(where, 'a list');
  return value;
}

function string(value: unknown, where: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw wrong(where, 'text');
  return value;
}

function integer(value: unknown, where: string): number {
  if (value === undefined || value === null) return 0;
  if (!Number.isInteger(value)) throw wrong(where, 'a whole number');
  return value as number; // just checked
}

function wrong(where: string, expected: string): UnreadablePolicy {
  return new UnreadablePolicy(`${where} must be ${expected}`);
}
