import type { Provider } from '@app/contracts';

/*
 * What a policy payload says, as a worker keeps it: decoded strictly, normalised, ready to judge (worker behaviour,
 * section 6).
 */

export const DECISION_CLASSES = ['deliverable', 'undeliverable', 'retryable', 'policy_blocked', 'unknown'] as const;
export type DecisionClass = (typeof DECISION_CLASSES)[number];

/** Which of the three output files a row goes to. */
export const CATEGORIES = ['valid', 'invalid', 'risky'] as const;
export type Category = (typeof CATEGORIES)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Tags that validators accept in a rule (control plane API, section 8.2, rule 15). */
export const RULE_TAGS = [
  'greylist',
  'rate_limit',
  'mailbox_full',
  'policy_blocked',
  'mailbox_not_found',
  'auth_required',
  'unknown_transient',
] as const;

/** What a worker may do with a provider. */
export const POLICY_MODES = ['normal', 'cautious', 'drain', 'quarantine', 'degraded_probe'] as const;
export type PolicyMode = (typeof POLICY_MODES)[number];

export const SCHEMA_VERSIONS = ['v2', 'v3', 'v4'] as const;

/** One rule; of the three conditions only the one of its list is looked at. */
export interface SmtpRule {
  readonly ruleId: string;
  readonly enhancedPrefixes: readonly string[];
  readonly smtpCodes: readonly number[];
  readonly messageContains: readonly string[];
  readonly decisionClass: DecisionClass;
  readonly category: Category;
  readonly reason: string;
  readonly reasonCode: string;
  readonly tag: string;
  /** Null: said by the reply instead; only rules of a profile with a name of its own leave it open. */
  readonly confidence: Confidence | null;
  /** Not looked at when matching. */
  readonly providerScope: string;
  /** 0: the wait follows from the reply. */
  readonly retryAfterSeconds: number;
}

/** Seconds to wait; what is 0 or less is replaced when it is used (worker behaviour, section 7.5). */
export interface RetrySeconds {
  readonly default: number;
  readonly tempfail: number;
  readonly greylist: number;
  readonly policyBlocked: number;
  readonly unknown: number;
}

export interface SessionSettings {
  readonly maxConcurrency: number;
  readonly connectsPerMinute: number;
  /** Has no effect in today's workers. */
  readonly reuseConnectionForRetries: boolean;
  /** 0 to 50. */
  readonly retryJitterPercent: number;
  /** Has no effect in today's workers. */
  readonly ehloProfile: string;
}

export interface SmtpProfile {
  readonly enhancedRules: readonly SmtpRule[];
  readonly codeRules: readonly SmtpRule[];
  readonly messageRules: readonly SmtpRule[];
  readonly retry: RetrySeconds;
  readonly session: SessionSettings;
}

export interface ModeSettings {
  /** Has no effect when probing: what is skipped is decided by the mode's name. */
  readonly probeEnabled: boolean;
  readonly maxConcurrencyMultiplier: number;
  readonly connectsPerMinuteMultiplier: number;
}

/** Profiles by name; the four providers are always among them. */
export interface SmtpPolicy {
  readonly version: string;
  readonly schemaVersion: string;
  readonly profiles: Readonly<Record<Provider, SmtpProfile>> & Readonly<Partial<Record<string, SmtpProfile>>>;
  readonly modes: Readonly<Record<PolicyMode, ModeSettings>>;
}
