import type { AttemptExplanation, LaravelTrace } from '@app/contracts';
import { BUILT_IN_VERSION } from '../policy/built-in-policy.js';
import { BUILT_IN_POLICY } from '../policy/read-policy.js';
import { judgeReply, type Command, type Judge } from '../reply/judge-reply.js';
import { expectedReplays, recordedPolicy, recordedReplies, recordedTraces } from '../testing/recorded.js';
import { canHaveDecided } from './explain-attempt.js';
import { explainTrace } from './explain-trace.js';
import { finalAttempt } from './final-attempt.js';

const active = recordedPolicy('active');
const candidate = recordedPolicy('candidate');
const judges: Readonly<Record<string, Judge>> = {
  'v4.2.0': { policy: active, engineEnabled: true, version: 'v4.2.0' },
  'v4.3.0-rc1': { policy: candidate, engineEnabled: true, version: 'v4.3.0-rc1' },
  builtin: { policy: BUILT_IN_POLICY, engineEnabled: true, version: BUILT_IN_VERSION },
  engine_off: { policy: null, engineEnabled: false, version: '' },
};
const under = new Map(expectedReplays().map(({ trace_id: id, recorded_under: then }) => [id, then]));
const replies = new Map(recordedReplies().map((reply) => [`${reply.trace_id} ${reply.attempt_number}`, reply]));
const probed = recordedTraces().filter(({ id }) => judges[under.get(id) ?? ''] !== undefined);
const judgeOf = (trace: LaravelTrace) => judges[under.get(trace.id) ?? ''] as Judge; // those without are left out

const explained = probed.map((trace) => ({ trace, ...explainTrace(trace, judgeOf(trace)) }));
const attempts = explained.flatMap(({ trace, attempts: all }) => all.map((attempt) => ({ trace, attempt })));
const answered = attempts.filter(({ attempt }) => attempt.decided_by !== 'no_reply');
const ruleOf = ({ checks }: AttemptExplanation) => checks.find(({ result }) => result === 'matched')?.rule_id;

/** The rule that a worker's policy finds in the text as it was really said; '' when none. */
function trueRule(trace: LaravelTrace, attempt: AttemptExplanation): string | null {
  const said = replies.get(`${trace.id} ${attempt.attempt_number}`);
  if (said === undefined || said.random_recipient) return null;
  const reply = { code: said.code, enhanced: said.enhanced_code, message: said.message };
  const hint = said.mx_host.includes('isp-one') ? 'isp-one' : '';
  return judgeReply(reply, said.command as Command, said.mx_host, hint, judgeOf(trace))?.ruleId ?? null;
}

describe('the explanation of recorded decisions', () => {
  it('is possible for every one of them under the policy that was in force', () => {
    expect(probed.filter((trace) => !canHaveDecided(judgeOf(trace), trace)).map(({ id }) => id)).toEqual([]);
  });

  it('names the rule that the row names, wherever it claims one for the final attempt', () => {
    const wrong = attempts.filter(
      ({ trace, attempt }) =>
        attempt.is_final && attempt.decided_by === 'rule' && ruleOf(attempt) !== trace.matched_rule_id,
    );
    expect(wrong).toEqual([]);
  });

  it('claims a rule for each final attempt of which the row names one, and for no other', () => {
    const differing = attempts.filter(
      ({ trace, attempt }) => attempt.is_final && (attempt.decided_by === 'rule') !== (trace.matched_rule_id !== null),
    );
    expect(differing).toEqual([]);
  });

  it('is true of the text as it was really said, also for the attempts of which the row says nothing', () => {
    const wrong = answered.filter(({ trace, attempt }) => {
      const truth = trueRule(trace, attempt);
      if (truth === null || attempt.decided_by === 'unknown') return false;
      return (attempt.decided_by === 'rule' ? ruleOf(attempt) : '') !== truth;
    });
    expect(wrong).toEqual([]);
  });

  it('says of no rule that it found words which the text does not have, or the other way round', () => {
    const wrong = answered.flatMap(({ trace, attempt }) => {
      const said = replies.get(`${trace.id} ${attempt.attempt_number}`)?.message.toLowerCase();
      const policy = judgeOf(trace).policy;
      const rules = policy?.profiles[attempt.profile]?.messageRules ?? [];
      return attempt.checks.filter(({ list, index, result }) => {
        const isClaim = list === 'message_rules' && (result === 'matched' || result === 'not_matched');
        if (!isClaim || said === undefined) return false;
        return rules[index]?.messageContains.some((word) => said.includes(word)) !== (result === 'matched');
      });
    });
    expect(wrong).toEqual([]);
  });

  it('leaves little open', () => {
    const share = answered.filter(({ attempt }) => attempt.decided_by !== 'unknown').length / answered.length;
    expect(share).toBeGreaterThan(0.95);
    const texts = answered.flatMap(({ attempt }) => attempt.checks.filter(({ list }) => list === 'message_rules'));
    const open = texts.filter(({ result }) => result === 'unknown').length;
    expect(open / texts.length).toBeLessThan(0.1);
  });

  it('asks in the order of a worker, and asks nothing after a match', () => {
    for (const { attempt } of answered) {
      const results = attempt.checks.map(({ result }) => result);
      const match = results.indexOf('matched');
      if (match >= 0) expect(results.slice(match + 1).every((result) => result === 'not_reached')).toBe(true);
      else expect(results.includes('not_reached')).toBe(results.includes('unknown') && results.includes('not_reached'));
    }
  });

  it('has a whole sentence for everything, and no blank in it', () => {
    for (const { attempt } of attempts) {
      for (const because of [attempt.because, ...attempt.checks.map((check) => check.because)]) {
        expect(because).toMatch(/^[A-Z0-9].*\.$/);
        expect(because).not.toMatch(/undefined|null|\s{2}|\.\./);
      }
    }
  });
});

describe('what is said where little is known', () => {
  const find = (test: (trace: LaravelTrace) => boolean) => {
    const trace = probed.find(test);
    if (trace === undefined) throw new Error('no such trace was recorded');
    return trace;
  };

  it('is what the row names, where the payload is not at hand', () => {
    const trace = find(({ matched_rule_id: rule }) => rule !== null);
    const final = explainTrace(trace, null).attempts.find(({ is_final: isFinal }) => isFinal);
    expect(final).toMatchObject({ decided_by: 'rule', checks: [] });
    expect(final?.because).toContain(`${trace.matched_rule_id} of ${trace.policy_version}`);
  });

  it('is that another policy decided, where this one would not have', () => {
    const trace = find(({ id, matched_rule_id: rule }) => under.get(id) === 'v4.2.0' && rule !== null);
    const other = { policy: candidate, engineEnabled: true, version: 'v4.3.0-rc1' };
    expect(canHaveDecided(other, trace)).toBe(false);
    const final = explainTrace(trace, other).attempts.find(({ is_final: isFinal }) => isFinal);
    expect(final?.decided_by).toBe('unknown');
  });

  it('is that no server was asked, where the chain is empty', () => {
    const trace = recordedTraces().find(({ attempt_chain: chain }) => chain.length === 0) as LaravelTrace;
    expect(explainTrace(trace, null)).toMatchObject({ attempts: [], notKnown: [] });
    expect(explainTrace(trace, null).summary).toMatch(/without asking a mail server/);
  });

  it('is by which attempt it was decided only where the row tells', () => {
    const trace = find(({ attempt_chain: chain }) => chain.length > 1);
    expect(finalAttempt({ ...trace, attempt_route: null })).toBeNull();
    expect(explainTrace({ ...trace, attempt_route: null }, null).notKnown).toContain('Which of the attempts decided.');
  });
});
