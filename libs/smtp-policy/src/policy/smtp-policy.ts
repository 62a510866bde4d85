import type { Provider } from '@app/contracts';

/*
 * What a policy payload says of replies, as a worker keeps it: decoded strictly, normalised, ready to judge (worker
 * behaviour, section 6). Waits, sessions and modes are left out: servers that are simulated are ready at once.
 */

export const DECISION_CLASSES = ['deliverable', 'undeliverable', 'retryable', 'policy_blocked', 'unknown'] as const;
export type DecisionClass = (typeof DECISION_CLASSES)[number];

/** Which of the three output files a row goes to. */
export type Category = 'valid' | 'invalid' | 'risky';
export type Confidence = 'low' | 'medium' | 'high';

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
  readonly confidence: Confidence;
}

export interface SmtpProfile {
  readonly enhancedRules: readonly SmtpRule[];
  readonly codeRules: readonly SmtpRule[];
  readonly messageRules: readonly SmtpRule[];
}

/** Profiles by name; the four providers are always among them. */
export interface SmtpPolicy {
  readonly version: string;
  readonly profiles: Readonly<Record<Provider, SmtpProfile>> & Readonly<Partial<Record<string, SmtpProfile>>>;
}
