import type { Provider } from '@app/contracts';
import { BUILT_IN_MODES, BUILT_IN_PROFILES } from './built-in-policy.js';
import type {
  Category,
  Confidence,
  DecisionClass,
  ModeSettings,
  PolicyMode,
  RetrySeconds,
  SessionSettings,
  SmtpProfile,
  SmtpRule,
} from './smtp-policy.js';

/*
 * What a worker does with the four providers' profiles and the five modes before it uses them (worker behaviour, section
 * 6.2). Doing it twice changes nothing more.
 */

/** A list without rules cannot be said: it is filled with the provider's built-in list. */
export function normalisedProfile(profile: SmtpProfile, provider: Provider): SmtpProfile {
  const builtIn = BUILT_IN_PROFILES[provider];
  const filled = (rules: readonly SmtpRule[], instead: readonly SmtpRule[]) =>
    rules.length > 0 ? rules.map(normalisedRule) : instead;
  return {
    enhancedRules: filled(profile.enhancedRules, builtIn.enhancedRules),
    codeRules: filled(profile.codeRules, builtIn.codeRules),
    messageRules: filled(profile.messageRules, builtIn.messageRules),
    retry: normalisedRetry(profile.retry, builtIn.retry),
    session: normalisedSession(profile.session, builtIn.session),
  };
}

function positive(given: number, instead: number): number {
  return given > 0 ? given : instead;
}

function normalisedRetry(given: RetrySeconds, builtIn: RetrySeconds): RetrySeconds {
  return {
    default: positive(given.default, builtIn.default),
    tempfail: positive(given.tempfail, builtIn.tempfail),
    greylist: positive(given.greylist, builtIn.greylist),
    policyBlocked: positive(given.policyBlocked, builtIn.policyBlocked),
    unknown: positive(given.unknown, builtIn.unknown),
  };
}

function normalisedSession(given: SessionSettings, builtIn: SessionSettings): SessionSettings {
  const { retryJitterPercent: jitter } = given;
  return {
    maxConcurrency: positive(given.maxConcurrency, builtIn.maxConcurrency),
    connectsPerMinute: positive(given.connectsPerMinute, builtIn.connectsPerMinute),
    reuseConnectionForRetries: given.reuseConnectionForRetries,
    retryJitterPercent: jitter < 0 ? builtIn.retryJitterPercent : Math.min(jitter, 50),
    ehloProfile: given.ehloProfile || builtIn.ehloProfile,
  };
}

/** `normal` always probes, `drain` and `quarantine` never do. */
export function normalisedMode(mode: ModeSettings, name: PolicyMode): ModeSettings {
  const builtIn = BUILT_IN_MODES[name];
  const isStopped = name === 'drain' || name === 'quarantine';
  return {
    probeEnabled: name === 'normal' || (!isStopped && mode.probeEnabled),
    maxConcurrencyMultiplier: positive(mode.maxConcurrencyMultiplier, builtIn.maxConcurrencyMultiplier),
    connectsPerMinuteMultiplier: positive(mode.connectsPerMinuteMultiplier, builtIn.connectsPerMinuteMultiplier),
  };
}

function normalisedRule(rule: SmtpRule): SmtpRule {
  const { reasonCode, decisionClass, category } = rule;
  return {
    ...rule,
    tag: rule.tag || inferredTag(reasonCode, decisionClass),
    confidence: rule.confidence ?? inferredConfidence(decisionClass, category),
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

function inferredConfidence(decisionClass: DecisionClass, category: Category): Confidence {
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
