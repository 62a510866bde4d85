import type { RuleCheck } from '@app/contracts';
import type { SmtpRule } from '../policy/smtp-policy.js';
import type { AnsweredAttempt, World } from '../replay/recorded-attempt.js';

/*
 * What is said of a rule or of the fallback, in sentences. They claim no more than the recording holds: its codes, and
 * what the recorded decision shows of the lost text.
 */

/** Why a rule of that list had this result for the reply. */
export function becauseOf(
  list: RuleCheck['list'],
  rule: SmtpRule,
  result: RuleCheck['result'],
  { smtp_code: code, enhanced_code: enhanced }: AnsweredAttempt,
): string {
  if (result === 'not_reached') return 'Not asked, as a rule before it matched.';
  switch (list) {
    case 'enhanced_rules':
      return becauseOfEnhanced(rule.enhancedPrefixes, enhanced ?? '');
    case 'smtp_code_rules':
      if (rule.smtpCodes.length === 0) return 'The rule names no code.';
      return `Code ${code} is ${rule.smtpCodes.includes(code) ? '' : 'not '}among ${rule.smtpCodes.join(', ')}.`;
    case 'message_rules':
      return becauseOfText(rule.messageContains, result);
  }
}

function becauseOfEnhanced(prefixes: readonly string[], enhanced: string): string {
  if (prefixes.length === 0) return 'The rule names no enhanced code.';
  if (enhanced === '') return 'The reply has no enhanced code.';
  const hit = prefixes.find((prefix) => enhanced.startsWith(prefix));
  if (hit !== undefined) return `${enhanced} begins with ${shown(hit)}.`;
  return `${enhanced} does not begin with ${either(prefixes.map(shown))}.`;
}

/** A full stop at the end would read as that of the sentence. */
function shown(prefix: string): string {
  return prefix.replace(/\.$/, '');
}

const NEEDS_TEXT = 'Needs the text of the reply, which is not stored';

function becauseOfText(words: readonly string[], result: RuleCheck['result']): string {
  if (words.length === 0) return 'The rule names no words.';
  const quoted = words.map((word) => `"${word}"`);
  if (result === 'matched') return `${NEEDS_TEXT}; the recorded decision shows that it contains ${either(quoted)}.`;
  if (result === 'not_matched')
    return `${NEEDS_TEXT}; the recorded decision shows that it does not contain ${either(quoted)}.`;
  return `${NEEDS_TEXT}; the recorded decision does not tell whether it contains ${either(quoted)}.`;
}

/** What the rules compiled into workers made of the reply (worker behaviour, section 7.4). */
export function fallbackSentence(attempt: AnsweredAttempt, worlds: readonly World[]): string {
  const { smtp_code: code, enhanced_code: enhanced, decision_class: word, reason_code: reason } = attempt;
  if (reason?.startsWith('catch_all_')) {
    return code < 300
      ? `the recipient was accepted, and so was an invented one (${code}): the server accepts everybody`
      : `the recipient was accepted; an invented one got ${code}, which does not tell whether everybody is accepted`;
  }
  if (code >= 500 && word === 'policy_blocked') {
    return enhanced?.startsWith('5.7.')
      ? `${enhanced} says that a policy of the server refuses`
      : `the decision shows that the text speaks of a policy, a block or an authentication`;
  }
  if (code >= 500 && worlds.length > 0 && worlds.every(({ asked }) => asked === 'mail_from')) {
    return `${code} refused the sender, which says nothing of the recipient`;
  }
  if (code >= 500) return `${code} is permanent, and the decision shows that the text speaks of no policy or block`;
  if (code >= 400) return `${code} is temporary`;
  return `${code} is no answer that a worker knows here`;
}

const NO_REPLY: Readonly<Record<string, string>> = {
  smtp_timeout: 'The server did not answer in time; no policy is asked.',
  smtp_read_error: 'The connection was closed without a reply; no policy is asked.',
  smtp_malformed_reply: 'The reply could not be read as one; no policy is asked.',
};

/** Why nothing was judged: the attempt ended without a reply that can be read. */
export function noReplySentence(reasonCode: string | null): string {
  const known = NO_REPLY[reasonCode ?? ''];
  return known ?? 'No reply was recorded: there was no connection, or no host to connect to. No policy is asked.';
}

/** Why a rule decided, to follow its name. */
export function decidingWords(because: string): string {
  const words = because.startsWith(NEEDS_TEXT)
    ? because.slice(NEEDS_TEXT.length + 2).replace(' it ', ' the text ')
    : because;
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
