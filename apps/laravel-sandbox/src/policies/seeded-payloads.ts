import { PROVIDERS, type Provider } from '@app/contracts';

/** What is changed here of a payload; everything else stays as it is. */
interface Payload {
  readonly version: string;
  readonly profiles: Readonly<Record<Provider, Profile>>;
}

interface Profile {
  readonly enhanced_rules: readonly object[];
  readonly smtp_code_rules: readonly object[];
  readonly message_rules: readonly object[];
  readonly retry?: object;
}

type Rules = Partial<Pick<Profile, 'enhanced_rules' | 'smtp_code_rules' | 'message_rules'>>;

const NOT_THERE = {
  decision_class: 'undeliverable',
  category: 'invalid',
  reason: 'rcpt_rejected',
  reason_code: 'mailbox_not_found',
  rule_tag: 'mailbox_not_found',
  confidence_hint: 'high',
};
const RATE_LIMIT = {
  decision_class: 'retryable',
  category: 'risky',
  reason: 'smtp_tempfail',
  reason_code: 'smtp_rate_limit',
  rule_tag: 'rate_limit',
  confidence_hint: 'medium',
};
const UNKNOWN = {
  decision_class: 'unknown',
  category: 'risky',
  reason: 'smtp_tempfail',
  reason_code: 'smtp_unknown',
  rule_tag: 'unknown_transient',
  confidence_hint: 'low',
};

/** The same policy under another name. @param payload JSON */
export function renamed(payload: string, version: string): string {
  return JSON.stringify({ ...(JSON.parse(payload) as object), version });
}

/** A fault that both validators name (contract 7.3). */
export function withoutGenericRetry(payload: string): string {
  return changed(payload, (name, profile) => {
    const { retry: _, ...rest } = profile;
    return name === 'generic' ? rest : profile;
  });
}

/** Both validators let it pass; a worker does not: the wait is a text, and types they do not look at (contract 7.3). */
export function withTextForSeconds(payload: string): string {
  return changed(payload, (_, profile) => ({
    ...profile,
    message_rules: profile.message_rules.map((rule) => ({ ...rule, retry_after_seconds: '120' })),
  }));
}

/**
 * A good candidate: rules name what only the fallback decided, and what is said of sending too much counts as that. No
 * address that was decided becomes undecided.
 */
export function withClearerRules(payload: string): string {
  return withFirst(payload, {
    generic: {
      smtp_code_rules: [{ rule_id: 'g-code-511', smtp_codes: [511], ...NOT_THERE }],
      message_rules: [{ rule_id: 'g-msg-ipcheck', message_contains: ['ipcheck.'], ...RATE_LIMIT }],
    },
    gmail: {
      enhanced_rules: [{ rule_id: 'gm-enh-no-account', enhanced_prefixes: ['5.1.1', '5.2.1'], ...NOT_THERE }],
    },
    microsoft: {
      enhanced_rules: [{ rule_id: 'ms-enh-no-mailbox', enhanced_prefixes: ['5.1.10', '5.5.0'], ...NOT_THERE }],
    },
    yahoo: {
      enhanced_rules: [{ rule_id: 'yh-enh-policy-rate', enhanced_prefixes: ['5.7.9'], ...RATE_LIMIT }],
      message_rules: [
        { rule_id: 'yh-msg-no-account', message_contains: ["doesn't have a yahoo.com account"], ...NOT_THERE },
        { rule_id: 'yh-msg-not-found', message_contains: ['mailbox not found'], ...NOT_THERE },
      ],
    },
  });
}

/**
 * A bad candidate, of a mistake that can happen: refusals shall be looked at again before they count. Accepted addresses
 * suffer most, since an invented recipient is not refused for good any more, which is what tells them from catch-all.
 */
export function withSecondLook(payload: string): string {
  const look = { rule_id: 'second-look', enhanced_prefixes: ['5.1.', '5.5.'], ...UNKNOWN };
  const lookAtCode = { rule_id: 'second-look-code', smtp_codes: [552], ...UNKNOWN };
  return withFirst(payload, {
    generic: { enhanced_rules: [look] },
    gmail: { enhanced_rules: [look] },
    microsoft: { enhanced_rules: [look] },
    yahoo: { smtp_code_rules: [lookAtCode] }, // Yahoo gives no enhanced code for a mailbox that is not there
  });
}

/** With these rules ahead of those of the same lists. */
function withFirst(payload: string, rules: Readonly<Record<Provider, Rules>>): string {
  return changed(payload, (name, profile) => {
    const { enhanced_rules: enhanced = [], smtp_code_rules: codes = [], message_rules: messages = [] } = rules[name];
    const scoped = (added: readonly object[]) => added.map((rule) => ({ ...rule, provider_scope: name }));
    return {
      ...profile,
      enhanced_rules: [...scoped(enhanced), ...profile.enhanced_rules],
      smtp_code_rules: [...scoped(codes), ...profile.smtp_code_rules],
      message_rules: [...scoped(messages), ...profile.message_rules],
    };
  });
}

function changed(payload: string, change: (name: Provider, profile: Profile) => Profile): string {
  const policy = JSON.parse(payload) as Payload; // a seed file of ours
  const profiles = PROVIDERS.map((name) => [name, change(name, policy.profiles[name])] as const);
  return JSON.stringify({ ...policy, profiles: Object.fromEntries(profiles) });
}
