import type { DraftedRule, Provider, ReplyClusterKey } from '@app/contracts';
import { BUILT_IN_POLICY, checkPayload, readPolicy, writePolicy, type SmtpPolicy } from '@app/smtp-policy';
import { type CodeMeaning, codeMeaning } from './code-meaning.js';

type Fields = Readonly<Record<string, unknown>>;

export interface Draft extends Pick<DraftedRule, 'profile' | 'list' | 'rule'> {
  readonly meaning: CodeMeaning;
}

/** What a payload would be with the rule first in its list. */
export interface DraftedPolicy {
  readonly policy: SmtpPolicy;
  /** What a check finds that it does not find without the rule. */
  readonly findings: readonly string[];
}

/**
 * The narrowest rule for a cluster's replies: by the enhanced code, or by the code where there is none. Hosts cannot be
 * named in a rule. What it says follows from the codes (RFC 5321, RFC 3463).
 */
export function draftRule(cluster: ReplyClusterKey, usedIds: ReadonlySet<string>): Draft {
  const { provider, enhanced_code: enhanced, smtp_code: code } = cluster;
  const meaning = codeMeaning(cluster);
  const named = enhanced === null ? `code-${code}` : `enhanced-${enhanced.replaceAll('.', '-')}`;
  const rule = {
    rule_id: freeId(`draft-${provider}-${named}`, usedIds),
    ...(enhanced === null ? { smtp_codes: [code] } : { enhanced_prefixes: [enhanced] }),
    decision_class: meaning.decisionClass,
    category: meaning.category,
    reason: meaning.reason,
    reason_code: meaning.reasonCode,
    rule_tag: meaning.tag,
    confidence_hint: 'low',
    provider_scope: provider,
  };
  return { profile: provider, list: enhanced === null ? 'smtp_code_rules' : 'enhanced_rules', rule, meaning };
}

function freeId(wanted: string, used: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!used.has(id)) return id;
  }
}

/** Every rule id in a policy. */
export function ruleIdsIn({ profiles }: SmtpPolicy): ReadonlySet<string> {
  const lists = Object.values(profiles).flatMap((profile) =>
    profile === undefined ? [] : [profile.enhancedRules, profile.codeRules, profile.messageRules],
  );
  return new Set(lists.flat().map(({ ruleId }) => ruleId));
}

/**
 * A payload with the rule first in its list. A list that the payload leaves to the worker is written out behind it:
 * with one rule it would not be empty any more, and the built-in ones would be gone.
 * @param payload null: no version is active, so the policy built into workers
 */
export function withDraft(payload: unknown, { profile, list, rule }: Draft): DraftedPolicy {
  const base = payload === null ? writePolicy(BUILT_IN_POLICY) : fieldsOf(payload);
  const version = typeof base['version'] === 'string' ? base['version'] : '';
  const drafted = inserted(base, profile, list, rule);
  const before = new Set(problemsOf(base, version));
  return {
    policy: readPolicy(drafted),
    findings: problemsOf(drafted, version).filter((problem) => !before.has(problem)),
  };
}

function inserted(base: Fields, name: Provider, list: DraftedRule['list'], rule: Fields): Fields {
  const profiles = fieldsOf(base['profiles']);
  const normalised = fieldsOf(fieldsOf(writePolicy(readPolicy(base))['profiles'])[name]);
  const profile = Object.hasOwn(profiles, name) ? fieldsOf(profiles[name]) : normalised;
  const given = profile[list];
  const rules: unknown = Array.isArray(given) && given.length > 0 ? given : normalised[list];
  const extended = { ...profile, [list]: [rule, ...(Array.isArray(rules) ? (rules as readonly unknown[]) : [])] };
  return { ...base, profiles: { ...profiles, [name]: extended } };
}

/** Places in the list have moved by one; what is said of a rule is told by its words alone. */
function problemsOf(payload: Fields, version: string): readonly string[] {
  const { invalid, unreadable } = checkPayload(payload, version);
  return [...invalid, ...unreadable].map(({ path, message }) => `${path.replace(/\[\d+\]/g, '')} ${message}`);
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
