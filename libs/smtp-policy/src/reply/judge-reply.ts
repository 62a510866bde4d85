import { PROVIDERS, type Provider } from '@app/contracts';
import type { Category, Confidence, DecisionClass, SmtpPolicy, SmtpProfile, SmtpRule } from '../policy/smtp-policy.js';
import { spokenText, type ReplyText } from './reply-text.js';

/** A mail server's reply as a worker reads it (worker behaviour, section 7.1). */
export interface Reply {
  /** 0: the reply was malformed. */
  readonly code: number;
  readonly enhanced: string | null;
  /** The last line from its fifth character on. */
  readonly message: string;
}

export const COMMANDS = ['banner', 'ehlo', 'mail_from', 'rcpt_to'] as const;
/** What was replied to; HELO is judged as EHLO is. */
export type Command = (typeof COMMANDS)[number];

/** What replies are judged by. */
export interface Judge {
  /** Null: none was loaded, only the built-in fallback decides. */
  readonly policy: SmtpPolicy | null;
  /** The rules of `policy` are asked only when this is so. */
  readonly engineEnabled: boolean;
  /** The version rows name, which need not be the payload's own (worker behaviour, section 4). */
  readonly version: string;
}

/** What one reply means for its address. */
export interface Verdict {
  readonly decisionClass: DecisionClass | null;
  readonly category: Category;
  readonly reason: string;
  readonly reasonCode: string;
  readonly tag: string;
  /** Null: nothing is said of it. */
  readonly confidence: Confidence | null;
  readonly strategy: string;
  /** Both empty: no rule of a policy decided. */
  readonly policyVersion: string;
  readonly ruleId: string;
  /** Said by the rule; 0: the wait follows from the reply. */
  readonly retryAfterSeconds: number;
  /** Empty: no reply was judged. */
  readonly profile: Provider | '';
}

const BLOCKED_WORDS = ['policy', 'blocked', 'blocklist', 'spam', 'denied', 'forbidden', 'authentication', 'auth'];
const NOT_FOUND_WORDS = [
  'user unknown',
  'no such user',
  'mailbox unavailable',
  'recipient address rejected',
  'unknown recipient',
  'does not exist',
];

/** A reply of which the text may be known only in part. */
export interface JudgedReply {
  readonly code: number;
  readonly enhanced: string | null;
  readonly text: ReplyText;
}

/**
 * What a reply to `command` means; null: the session goes on (worker behaviour, sections 7.2 to 7.4 and 7.6). An accepted
 * recipient is a verdict of category `valid`.
 * @param hint name of the matched provider policy; empty when there is none
 */
export function judgeReply(reply: Reply, command: Command, host: string, hint: string, judge: Judge): Verdict | null {
  const { code, enhanced, message } = reply;
  const name = profileName(reply, host, hint);
  return judgeAs(name, { code, enhanced, text: spokenText(message) }, command, judge);
}

/**
 * The same where the profile is known.
 * @param name of the profile, in small letters; one that the policy does not have is judged by the generic rules
 */
export function judgeAs(name: string, reply: JudgedReply, command: Command, judge: Judge): Verdict | null {
  const profile = PROVIDERS.find((provider) => provider === name) ?? 'generic';
  const facts: Facts = { ...reply, enhanced: reply.enhanced ?? '', command, profile, judge };
  if (reply.code === 0) return malformed(facts);
  const rule = judge.policy && judge.engineEnabled ? matchingRule(profileOf(judge.policy, name), facts) : null;
  if (rule !== null && (command === 'rcpt_to' || rule.category !== 'valid')) return byRule(rule, facts);
  return byFallback(facts);
}

/** The rules and numbers for replies of a profile; a provider's do not fall through to the generic ones. */
export function profileOf({ profiles }: SmtpPolicy, name: string): SmtpProfile {
  return (Object.hasOwn(profiles, name) ? profiles[name] : undefined) ?? profiles.generic;
}

interface Facts {
  readonly code: number;
  readonly enhanced: string;
  readonly text: ReplyText;
  readonly command: Command;
  readonly profile: Provider;
  readonly judge: Judge;
}

/** By the matched provider policy, else by words in the host's name and the text (worker behaviour, section 7.2). */
export function profileName({ message }: Pick<Reply, 'message'>, host: string, hint: string): string {
  const given = hint.trim().toLowerCase();
  if (given !== '' && given !== 'default') return given;
  return profileInText(`${host} ${message}`);
}

/** Whose server that is, by words in its name or in what it says (worker behaviour, section 7.2). */
export function profileInText(text: string): Provider {
  const words = text.toLowerCase();
  if (/google|gmail/.test(words)) return 'gmail';
  if (/outlook|hotmail|microsoft/.test(words)) return 'microsoft';
  return words.includes('yahoo') ? 'yahoo' : 'generic';
}

function matchingRule(profile: SmtpProfile, { code, text, enhanced }: Facts): SmtpRule | null {
  const { enhancedRules, codeRules, messageRules } = profile;
  return (
    enhancedRules.find(
      (rule) => enhanced !== '' && rule.enhancedPrefixes.some((start) => enhanced.startsWith(start)),
    ) ??
    codeRules.find((rule) => rule.smtpCodes.includes(code)) ??
    messageRules.find((rule) => text.containsAny(rule.messageContains)) ??
    null
  );
}

function byRule(rule: SmtpRule, facts: Facts): Verdict {
  const isSenderRefused = facts.command === 'mail_from' && rule.decisionClass === 'undeliverable';
  const result = isSenderRefused
    ? ({
        decisionClass: 'retryable',
        category: 'risky',
        reason: 'smtp_tempfail',
        reasonCode: 'smtp_mailfrom_rejected',
      } as const)
    : rule;
  return {
    ...verdict(result, rule.tag, facts),
    ...(rule.confidence !== null && { confidence: rule.confidence }),
    retryAfterSeconds: rule.retryAfterSeconds,
    policyVersion: facts.judge.version,
    ruleId: rule.ruleId,
  };
}

type Result = Pick<Verdict, 'category' | 'reason' | 'reasonCode'> & { readonly decisionClass: DecisionClass };
const TEMPFAIL = { category: 'risky', reason: 'smtp_tempfail', reasonCode: 'smtp_tempfail' } as const;

/** What is compiled into a worker (worker behaviour, section 7.4). */
function byFallback(facts: Facts): Verdict | null {
  const { code, command } = facts;
  if (code >= 200 && code < 300) {
    if (command !== 'rcpt_to') return null;
    const accepted = { decisionClass: 'deliverable', category: 'valid', reason: 'rcpt_ok', reasonCode: 'rcpt_ok' };
    return verdict(accepted as Result, '', facts);
  }
  if (code >= 500) return permanent(facts);
  const isTemporary = code >= 400;
  const result: Result = isTemporary
    ? { ...TEMPFAIL, decisionClass: 'retryable' }
    : { ...TEMPFAIL, decisionClass: 'unknown', reasonCode: 'smtp_unknown' };
  return verdict(result, 'unknown_transient', facts);
}

function permanent(facts: Facts): Verdict {
  const { code, text, enhanced, command } = facts;
  const isBlocked = enhanced.startsWith('5.7.') || text.containsAny(BLOCKED_WORDS);
  if (isBlocked) {
    const blocked: Result = { ...TEMPFAIL, decisionClass: 'policy_blocked', reasonCode: 'smtp_policy_blocked' };
    return verdict(blocked, 'policy_blocked', facts);
  }
  if (command === 'mail_from') {
    const refused: Result = { ...TEMPFAIL, decisionClass: 'retryable', reasonCode: 'smtp_mailfrom_rejected' };
    return verdict(refused, 'smtp_tempfail', facts);
  }
  const isNotFound = () =>
    enhanced.startsWith('5.1.1') ||
    enhanced.startsWith('5.2.') ||
    [550, 551, 553].includes(code) ||
    text.containsAny(NOT_FOUND_WORDS);
  const reason = command === 'rcpt_to' ? 'rcpt_rejected' : 'smtp_unavailable';
  const reasonCode = command === 'rcpt_to' && isNotFound() ? 'mailbox_not_found' : reason;
  return verdict(
    { decisionClass: 'undeliverable', category: 'invalid', reason, reasonCode },
    'mailbox_not_found',
    facts,
  );
}

/** Nothing else is known of such a reply: rows have no confidence, strategy or profile for it. */
function malformed(facts: Facts): Verdict {
  const unknown: Result = { ...TEMPFAIL, decisionClass: 'unknown', reasonCode: 'smtp_malformed_reply' };
  return { ...verdict(unknown, '', facts), confidence: null, strategy: '', profile: '' };
}

function verdict(result: Result, tag: string, facts: Facts): Verdict {
  const { decisionClass, category, reason, reasonCode } = result;
  return {
    decisionClass,
    category,
    reason,
    reasonCode,
    tag,
    confidence: confidenceOf(decisionClass, facts),
    strategy: strategyOf(decisionClass, reasonCode, facts),
    policyVersion: '',
    ruleId: '',
    retryAfterSeconds: 0,
    profile: facts.profile,
  };
}

function strategyOf(decisionClass: DecisionClass, reasonCode: string, { text, enhanced }: Facts): string {
  if (decisionClass === 'deliverable' || decisionClass === 'undeliverable') return 'none';
  if (decisionClass === 'policy_blocked') return 'policy_delay';
  const isGreylisted = enhanced.startsWith('4.7.') || reasonCode.includes('greylist') || text.containsAny(['greylist']);
  return isGreylisted ? 'greylist' : 'tempfail';
}

function confidenceOf(decisionClass: DecisionClass, { code, enhanced }: Facts): Confidence {
  switch (decisionClass) {
    case 'deliverable':
      return code >= 200 && code < 300 ? 'high' : 'medium';
    case 'undeliverable':
      return code >= 500 ? 'high' : 'medium';
    case 'policy_blocked':
      return 'medium';
    case 'retryable':
      return enhanced.startsWith('4.7.') ? 'medium' : 'low';
    case 'unknown':
      return 'low';
  }
}
