import { catchAllVerdict } from '../probe/attempt.js';
import {
  expectedReplays,
  recordedPolicy,
  recordedReplies,
  type ExpectedVerdict,
  type RecordedReply,
} from '../testing/recorded.js';
import { judgeReply, type Command, type Judge, type Verdict } from './judge-reply.js';
import { parseReply } from './parse-reply.js';

const judgeOf = (name: 'active' | 'candidate'): Judge => {
  const policy = recordedPolicy(name);
  return { policy, engineEnabled: true, version: policy.version };
};
const candidate = judgeOf('candidate');

/** Addresses that were tried under a provider policy of their own name; the recording notes the host alone. */
function hintOf(host: string): string {
  return host.includes('isp-one') ? 'isp-one' : '';
}

function shown(verdict: Verdict): ExpectedVerdict {
  return {
    decision_class: verdict.decisionClass,
    category: verdict.category,
    reason: verdict.reason,
    reason_code: verdict.reasonCode || null,
    rule_tag: verdict.tag || null,
    retry_strategy: verdict.strategy || null,
    confidence: verdict.confidence,
    matched_rule_id: verdict.ruleId || null,
  };
}

/** An invented recipient that is refused leaves the real one accepted. */
function judged({ code, enhanced_code: enhanced, message, mx_host: host, command, ...reply }: RecordedReply): unknown {
  const verdict = judgeReply({ code, enhanced, message }, command as Command, host, hintOf(host), candidate);
  if (verdict === null) return { beyond_recording: true };
  if (!reply.random_recipient) return shown(verdict);
  return verdict.category === 'invalid' ? { category: 'valid' } : shown(catchAllVerdict(verdict));
}

describe('what a production worker made of recorded replies', () => {
  const replies = new Map(recordedReplies().map((reply) => [`${reply.trace_id} ${reply.attempt_number}`, reply]));
  const known = expectedReplays().flatMap(({ trace_id: id, attempts = [] }) =>
    attempts.flatMap(({ attempt_number: number, candidate: truth }) => {
      const reply = replies.get(`${id} ${number}`);
      return reply?.outcome === 'reply' && truth ? [{ id, reply, truth }] : [];
    }),
  );

  it('is made of them here', () => {
    expect(known.length).toBeGreaterThan(1_700);
    for (const { id, reply, truth } of known) expect({ id, ...truth }).toMatchObject({ id, ...Object(judged(reply)) });
  });

  it('is read from their lines as the worker read them', () => {
    const misread = recordedReplies().filter(({ outcome, lines, code, enhanced_code: enhanced, message }) => {
      if (outcome !== 'reply' || lines === undefined) return false;
      const read = parseReply(lines);
      return read.code !== code || read.enhanced !== enhanced || read.message !== message;
    });
    expect(misread.slice(0, 3)).toEqual([]);
  });
});
