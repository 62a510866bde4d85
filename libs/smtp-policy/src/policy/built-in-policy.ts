import type { Provider } from '@app/contracts';
import type { ModeSettings, PolicyMode, RetrySeconds, SessionSettings, SmtpProfile, SmtpRule } from './smtp-policy.js';

/** The version a worker names while its built-in policy decides; no such record exists in Laravel. */
export const BUILT_IN_VERSION = 'v4';

type Condition = Partial<Pick<SmtpRule, 'enhancedPrefixes' | 'smtpCodes' | 'messageContains' | 'retryAfterSeconds'>>;
type Result = Pick<SmtpRule, 'decisionClass' | 'category' | 'reason' | 'reasonCode'>;

const RETRY: Result = {
  decisionClass: 'retryable',
  category: 'risky',
  reason: 'smtp_tempfail',
  reasonCode: 'smtp_tempfail',
};
const FULL: Result = { ...RETRY, reasonCode: 'mailbox_full' };
const BLOCKED: Result = { ...RETRY, decisionClass: 'policy_blocked', reasonCode: 'smtp_policy_blocked' };
const NOT_FOUND: Result = {
  decisionClass: 'undeliverable',
  category: 'invalid',
  reason: 'rcpt_rejected',
  reasonCode: 'mailbox_not_found',
};

function rule(ruleId: string, condition: Condition, result: Result, tag: string): SmtpRule {
  return {
    ruleId,
    enhancedPrefixes: [],
    smtpCodes: [],
    messageContains: [],
    confidence: result.decisionClass === 'undeliverable' ? 'high' : 'medium',
    tag,
    providerScope: ruleId.slice(0, ruleId.indexOf('-')),
    retryAfterSeconds: 0,
    ...condition,
    ...result,
  };
}

const GENERIC: Pick<SmtpProfile, 'enhancedRules' | 'codeRules' | 'messageRules'> = {
  enhancedRules: [
    rule(
      'generic-enhanced-511-mailbox-not-found',
      { enhancedPrefixes: ['5.1.1', '5.1.10', '5.2.'] },
      NOT_FOUND,
      'mailbox_not_found',
    ),
    rule('generic-enhanced-57-policy-blocked', { enhancedPrefixes: ['5.7.'] }, BLOCKED, 'policy_blocked'),
    rule('generic-enhanced-42-44-retry', { enhancedPrefixes: ['4.2.', '4.4.'] }, RETRY, 'unknown_transient'),
    rule('generic-enhanced-422-mailbox-full', { enhancedPrefixes: ['4.2.2'] }, FULL, 'mailbox_full'),
  ],
  codeRules: [
    rule('generic-smtp-421-452-retry', { smtpCodes: [421, 450, 451, 452] }, RETRY, 'unknown_transient'),
    rule(
      'generic-smtp-550-553-undeliverable',
      { smtpCodes: [550, 551, 553] },
      { ...NOT_FOUND, reasonCode: 'rcpt_rejected' },
      'mailbox_not_found',
    ),
  ],
  messageRules: [
    rule(
      'generic-msg-greylist-retry',
      { messageContains: ['greylist', 'try again later', 'temporarily deferred'], retryAfterSeconds: 180 },
      RETRY,
      'greylist',
    ),
    rule(
      'generic-msg-policy-blocked',
      { messageContains: ['policy', 'blocked', 'denied', 'forbidden', 'authentication', 'auth'] },
      BLOCKED,
      'policy_blocked',
    ),
    rule(
      'generic-msg-mailbox-not-found',
      { messageContains: ['user unknown', 'no such user', 'mailbox unavailable', 'recipient address rejected'] },
      NOT_FOUND,
      'mailbox_not_found',
    ),
    rule(
      'generic-msg-mailbox-full',
      { messageContains: ['mailbox full', 'quota exceeded', 'mailbox over quota'] },
      FULL,
      'mailbox_full',
    ),
    rule(
      'generic-msg-auth-required',
      { messageContains: ['authentication required', 'auth required', 'sender verify failed'] },
      BLOCKED,
      'auth_required',
    ),
  ],
};

/** The big providers have one rule a list, all of them for being too fast. */
function provider(
  name: Provider,
  [codeRuleId, smtpCodes]: readonly [string, readonly number[]],
  [messageRuleId, messageContains]: readonly [string, readonly string[]],
): Pick<SmtpProfile, 'enhancedRules' | 'codeRules' | 'messageRules'> {
  return {
    enhancedRules: [rule(`${name}-enhanced-47-retry`, { enhancedPrefixes: ['4.7.'] }, RETRY, 'rate_limit')],
    codeRules: [rule(codeRuleId, { smtpCodes }, RETRY, 'rate_limit')],
    messageRules: [rule(messageRuleId, { messageContains }, RETRY, 'rate_limit')],
  };
}

function retry([byDefault, tempfail, greylist, policyBlocked, unknown]: readonly [
  number,
  number,
  number,
  number,
  number,
]): RetrySeconds {
  return { default: byDefault, tempfail, greylist, policyBlocked, unknown };
}

function session(connectsPerMinute: number, retryJitterPercent: number, ehloProfile: string): SessionSettings {
  return { maxConcurrency: 2, connectsPerMinute, reuseConnectionForRetries: false, retryJitterPercent, ehloProfile };
}

/** The policy that is compiled into a worker (worker behaviour, section 6.5). */
export const BUILT_IN_PROFILES: Readonly<Record<Provider, SmtpProfile>> = {
  generic: { ...GENERIC, retry: retry([60, 90, 180, 300, 75]), session: session(30, 15, 'default') },
  gmail: {
    ...provider(
      'gmail',
      ['gmail-smtp-421-451-retry', [421, 450, 451]],
      ['gmail-msg-rate-limit-retry', ['rate limited', 'temporarily deferred', 'try again later']],
    ),
    retry: retry([90, 120, 240, 480, 120]),
    session: session(20, 20, 'provider-safe-gmail'),
  },
  microsoft: {
    ...provider(
      'microsoft',
      ['microsoft-smtp-421-451-retry', [421, 451, 452]],
      ['microsoft-msg-deferral-retry', ['temporarily deferred', 'throttled', 'try this again later']],
    ),
    retry: retry([90, 150, 300, 600, 120]),
    session: session(18, 20, 'provider-safe-microsoft'),
  },
  yahoo: {
    ...provider(
      'yahoo',
      ['yahoo-smtp-421-451-retry', [421, 451, 452]],
      ['yahoo-msg-tempfail-retry', ['temporarily deferred', 'temporarily unavailable', 'try again later']],
    ),
    retry: retry([75, 120, 240, 480, 100]),
    session: session(22, 15, 'provider-safe-yahoo'),
  },
};

function mode(probeEnabled: boolean, concurrency: number, connects: number): ModeSettings {
  return { probeEnabled, maxConcurrencyMultiplier: concurrency, connectsPerMinuteMultiplier: connects };
}

export const BUILT_IN_MODES: Readonly<Record<PolicyMode, ModeSettings>> = {
  normal: mode(true, 1, 1),
  cautious: mode(true, 0.65, 0.6),
  drain: mode(false, 0, 0),
  quarantine: mode(false, 0, 0),
  degraded_probe: mode(true, 0.4, 0.5),
};
