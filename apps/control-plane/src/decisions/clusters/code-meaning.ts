import type { ReplyClusterKey } from '@app/contracts';
import type { Category, DecisionClass, RULE_TAGS } from '@app/smtp-policy';

/** What the standards say of a reply's codes, as a rule would put it. */
export interface CodeMeaning {
  readonly decisionClass: DecisionClass;
  readonly category: Category;
  readonly reason: string;
  readonly reasonCode: string;
  readonly tag: (typeof RULE_TAGS)[number];
  /** Where it stands, and what it says there. */
  readonly source: string;
  /** False: the codes leave open what became of the address; a person has to decide. */
  readonly isClear: boolean;
}

type Result = Omit<CodeMeaning, 'source' | 'isClear'>;

const LATER: Result = {
  decisionClass: 'retryable',
  category: 'risky',
  reason: 'smtp_tempfail',
  reasonCode: 'smtp_tempfail',
  tag: 'unknown_transient',
};
const FULL: Result = { ...LATER, reasonCode: 'mailbox_full', tag: 'mailbox_full' };
const LIMITED: Result = { ...LATER, tag: 'rate_limit' };
const BLOCKED: Result = {
  ...LATER,
  decisionClass: 'policy_blocked',
  reasonCode: 'smtp_policy_blocked',
  tag: 'policy_blocked',
};
const UNKNOWN: Result = { ...LATER, decisionClass: 'unknown', reasonCode: 'smtp_unknown' };
const GONE: Result = {
  decisionClass: 'undeliverable',
  category: 'invalid',
  reason: 'rcpt_rejected',
  reasonCode: 'mailbox_not_found',
  tag: 'mailbox_not_found',
};

/** By the beginning of the enhanced code (RFC 3463); the first that fits. */
const ENHANCED: readonly (readonly [string, Result, string])[] = [
  ['4.2.2', FULL, 'RFC 3463: the mailbox is full'],
  ['4.7.', LIMITED, 'RFC 3463: refused for now by a policy, mostly for being too fast'],
  ['4.', LATER, 'RFC 3463: a persistent transient failure; the same may succeed later'],
  ['5.1.7', BLOCKED, "RFC 3463: the sender's address is refused, which says nothing of the recipient"],
  ['5.1.8', BLOCKED, "RFC 3463: the sender's domain is refused, which says nothing of the recipient"],
  ['5.1.', GONE, 'RFC 3463: the address does not exist or cannot be delivered to'],
  ['5.2.2', FULL, 'RFC 3463: the mailbox is full, so it exists'],
  ['5.2.1', GONE, 'RFC 3463: the mailbox is disabled'],
  ['5.7.', BLOCKED, 'RFC 3463: refused by a policy or for security'],
];

/** By the code alone (RFC 5321, section 4.2.3). */
const PLAIN: Readonly<Record<number, readonly [Result, string]>> = {
  550: [GONE, 'RFC 5321: the mailbox is not available, for instance not found'],
  551: [GONE, 'RFC 5321: the user is not local'],
  552: [FULL, 'RFC 5321: storage is exceeded, so the mailbox exists'],
  553: [GONE, "RFC 5321: the mailbox's name is not allowed"],
};

/** What the codes of a cluster mean; whoever wrote the server may have meant something else. */
export function codeMeaning({
  enhanced_code: enhanced,
  smtp_code: code,
}: Pick<ReplyClusterKey, 'enhanced_code' | 'smtp_code'>): CodeMeaning {
  const hit = enhanced === null ? undefined : ENHANCED.find(([start]) => begins(enhanced, start));
  if (hit !== undefined) return { ...hit[1], source: hit[2], isClear: true };
  const open = (source: string): CodeMeaning => ({ ...UNKNOWN, source, isClear: false });
  if (enhanced !== null) return open(`RFC 3463 gives ${enhanced} no meaning that decides about an address`);
  const plain = PLAIN[code ?? 0];
  if (plain !== undefined) return { ...plain[0], source: plain[1], isClear: true };
  if (code !== null && code >= 400 && code < 500) {
    return { ...LATER, source: 'RFC 5321: every 4xx is a transient failure', isClear: true };
  }
  return open(`RFC 5321 gives ${code ?? 'no code'} no meaning that decides about an address`);
}

/** `5.1.1` does not begin `5.1.10`. */
function begins(enhanced: string, start: string): boolean {
  return start.endsWith('.') ? enhanced.startsWith(start) : enhanced === start;
}
