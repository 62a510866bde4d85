import type { Conversation, Heard } from './conversation.js';
import { judgeReply, profileInText, type Command, type Judge, type Reply, type Verdict } from '../reply/judge-reply.js';
import type { Confidence } from '../policy/smtp-policy.js';

/** How one connection ended for an address. */
export interface Attempt {
  readonly verdict: Verdict;
  readonly host: string;
  readonly evidence: Confidence;
  /** Of the reply that decided; null when none did, or when it was accepted. */
  readonly code: number | null;
  readonly enhanced: string | null;
}

/** How far a session goes, and by what its replies are judged. */
export interface Dialogue {
  readonly stage: 'screening' | 'smtp_probe';
  readonly detectsCatchAll: boolean;
  readonly hint: string;
  readonly judge: Judge;
}

const NOT_JUDGED = {
  category: 'risky',
  tag: '',
  confidence: null,
  strategy: '',
  policyVersion: '',
  ruleId: '',
  retryAfterSeconds: 0,
  profile: '',
} as const;
const NOBODY: Verdict = { ...NOT_JUDGED, decisionClass: null, reason: 'smtp_connect_timeout', reasonCode: '' };
const SILENCE: Verdict = {
  ...NOT_JUDGED,
  decisionClass: 'retryable',
  reason: 'smtp_timeout',
  reasonCode: 'smtp_timeout',
};
const CLOSED: Verdict = {
  ...NOT_JUDGED,
  decisionClass: 'retryable',
  reason: 'smtp_tempfail',
  reasonCode: 'smtp_read_error',
};

/** One connection: banner, EHLO and, when probing, sender, recipient and an invented one (worker behaviour, section 8). */
export function attempt(conversation: Conversation, host: string, dialogue: Dialogue): Attempt {
  if (!conversation.connects) return unheard(NOBODY, host);
  const opening: readonly (readonly [Command, Heard])[] = [
    ['banner', conversation.banner],
    ['ehlo', conversation.ehlo],
  ];
  const asking: readonly (readonly [Command, Heard])[] = [
    ['mail_from', conversation.mailFrom],
    ['rcpt_to', conversation.rcptTo],
  ];
  for (const [command, heard] of dialogue.stage === 'screening' ? opening : [...opening, ...asking]) {
    const end = ended(heard, command, host, dialogue);
    if (end === null) continue;
    return end.verdict.category === 'valid' ? accepted(end, conversation, dialogue) : end;
  }
  return unheard(answering(host), host);
}

/** Null: the session goes on. */
function ended(heard: Heard, command: Command, host: string, { hint, judge }: Dialogue): Attempt | null {
  if (heard === 'silence') return unheard(SILENCE, host);
  if (heard === 'closed') return unheard(CLOSED, host);
  const verdict = judgeReply(heard, command, host, hint, judge);
  return verdict && judged(verdict, heard, host);
}

function judged(verdict: Verdict, { code, enhanced }: Reply, host: string): Attempt {
  const isSaid = code !== 0 && verdict.category !== 'valid';
  return {
    verdict,
    host,
    evidence: verdict.confidence ?? 'low',
    code: isSaid ? code : null,
    enhanced: isSaid ? enhanced : null,
  };
}

function unheard(verdict: Verdict, host: string): Attempt {
  return { verdict, host, evidence: 'low', code: null, enhanced: null };
}

/** Screening asks for no recipient: a server that greets is all it wants to see. */
function answering(host: string): Verdict {
  const reason = 'smtp_connect_ok';
  const profile = profileInText(host);
  return { ...NOT_JUDGED, category: 'valid', decisionClass: 'deliverable', reason, reasonCode: reason, profile };
}

/** An accepted recipient means little where an invented one is accepted too; its reply then stands in the row. */
function accepted(recipient: Attempt, conversation: Conversation, dialogue: Dialogue): Attempt {
  if (!dialogue.detectsCatchAll || dialogue.stage === 'screening') return recipient;
  const heard = conversation.randomRcptTo;
  const random = ended(heard, 'rcpt_to', recipient.host, dialogue);
  if (random === null || random.verdict.category === 'invalid') return recipient;
  const verdict = catchAllVerdict(random.verdict);
  const said = typeof heard === 'string' ? { code: null, enhanced: null } : heard;
  return { ...random, verdict, code: said.code, enhanced: said.enhanced };
}

/** What an accepted recipient is worth after the verdict on an invented one that was not refused as invalid. */
export function catchAllVerdict(random: Verdict): Verdict {
  const confidence = catchAllConfidence(random);
  const reason = `catch_all_${confidence}_confidence`;
  return {
    ...random,
    decisionClass: 'unknown',
    category: 'risky',
    reason,
    reasonCode: reason,
    tag: '',
    confidence,
    policyVersion: '',
    ruleId: '',
  };
}

function catchAllConfidence({ category, decisionClass }: Verdict): Confidence {
  if (category === 'valid') return 'high';
  return decisionClass === 'undeliverable' || decisionClass === null ? 'low' : 'medium';
}
