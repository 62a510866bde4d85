import type { SmtpPolicy, SmtpProfile, SmtpRule } from './smtp-policy.js';

/**
 * A policy as a payload, everything said that a worker fills in: what a version really means, to be read and compared.
 * Reading it again gives the same policy.
 */
export function writePolicy(policy: SmtpPolicy): Readonly<Record<string, unknown>> {
  const entries = <T, W>(map: Readonly<Record<string, T | undefined>>, write: (value: T) => W) =>
    Object.fromEntries(
      Object.entries(map).flatMap(([name, value]) => (value === undefined ? [] : [[name, write(value)] as const])),
    );
  return {
    schema_version: policy.schemaVersion,
    enabled: true,
    version: policy.version,
    modes: entries(policy.modes, (mode) => ({
      probe_enabled: mode.probeEnabled,
      max_concurrency_multiplier: mode.maxConcurrencyMultiplier,
      connects_per_minute_multiplier: mode.connectsPerMinuteMultiplier,
    })),
    profiles: entries<SmtpProfile, unknown>(policy.profiles, writeProfile),
  };
}

function writeProfile({ enhancedRules, codeRules, messageRules, retry, session }: SmtpProfile): unknown {
  return {
    enhanced_rules: enhancedRules.map(writeRule),
    smtp_code_rules: codeRules.map(writeRule),
    message_rules: messageRules.map(writeRule),
    retry: {
      default_seconds: retry.default,
      tempfail_seconds: retry.tempfail,
      greylist_seconds: retry.greylist,
      policy_blocked_seconds: retry.policyBlocked,
      unknown_seconds: retry.unknown,
    },
    session: {
      max_concurrency: session.maxConcurrency,
      connects_per_minute: session.connectsPerMinute,
      reuse_connection_for_retries: session.reuseConnectionForRetries,
      retry_jitter_percent: session.retryJitterPercent,
      ehlo_profile: session.ehloProfile,
    },
  };
}

function writeRule(rule: SmtpRule): unknown {
  return {
    rule_id: rule.ruleId,
    ...(rule.enhancedPrefixes.length > 0 && { enhanced_prefixes: rule.enhancedPrefixes }),
    ...(rule.smtpCodes.length > 0 && { smtp_codes: rule.smtpCodes }),
    ...(rule.messageContains.length > 0 && { message_contains: rule.messageContains }),
    decision_class: rule.decisionClass,
    category: rule.category,
    reason: rule.reason,
    reason_code: rule.reasonCode,
    rule_tag: rule.tag,
    confidence_hint: rule.confidence ?? '',
    provider_scope: rule.providerScope,
    ...(rule.retryAfterSeconds > 0 && { retry_after_seconds: rule.retryAfterSeconds }),
  };
}
