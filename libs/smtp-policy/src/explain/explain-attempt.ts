import type { AttemptExplanation, LaravelTrace, LaravelTraceAttempt } from '@app/contracts';
import type { SmtpPolicy } from '../policy/smtp-policy.js';
import { NOTHING_KNOWN } from '../replay/assumed-text.js';
import {
  explainedBy,
  isAnswered,
  profilesOf,
  type AnsweredAttempt,
  type NamedRule,
  type World,
} from '../replay/recorded-attempt.js';
import { profileOf, type Judge } from '../reply/judge-reply.js';
import { finalAttempt, namedRuleOf } from './final-attempt.js';
import { ruleChecks } from './rule-checks.js';
import { decidingWords, either, fallbackSentence, noReplySentence } from './sentences.js';

type Decided = Pick<AttemptExplanation, 'checks' | 'decided_by' | 'because'>;

/**
 * Why an attempt was decided as it was recorded: each rule in the order a worker asks, then what decided. Claims a rule
 * only where every way in which the recording can have come about under that policy leads to it.
 * @param judge by what it was judged; null: nobody knows, then only what the row itself names is said
 */
export function explainAttempt(
  trace: LaravelTrace,
  attempt: LaravelTraceAttempt,
  judge: Judge | null,
): AttemptExplanation {
  const { decision_class, reason_code, reason_tag, confidence_hint } = attempt;
  const decided = isAnswered(attempt)
    ? explainReply(attempt, namedRuleOf(trace, attempt), judge, trace.policy_version)
    : { checks: [], decided_by: 'no_reply' as const, because: noReplySentence(reason_code) };
  return {
    attempt_number: attempt.attempt_number,
    mx_host: attempt.mx_host,
    smtp_code: attempt.smtp_code,
    enhanced_code: attempt.enhanced_code,
    profile: attempt.provider_profile ?? 'generic',
    recorded: { decision_class, reason_code, reason_tag, confidence_hint },
    is_final: attempt === finalAttempt(trace),
    ...decided,
  };
}

/** Whether every attempt of the trace can have been decided under `judge` as it was recorded. */
export function canHaveDecided(judge: Judge, trace: LaravelTrace): boolean {
  if (trace.policy_version !== null && trace.policy_version !== judge.version) return false;
  return trace.attempt_chain.every(
    (attempt) => !isAnswered(attempt) || worldsUnder(judge, attempt, namedRuleOf(trace, attempt)).length > 0,
  );
}

function worldsUnder(judge: Judge, attempt: AnsweredAttempt, rule: NamedRule): readonly World[] {
  return explainedBy(judge, attempt, rule, profilesOf(attempt, judge.policy === null ? [] : [judge.policy]));
}

function explainReply(attempt: AnsweredAttempt, rule: NamedRule, judge: Judge | null, version: string | null): Decided {
  if (judge === null) return unexplained(attempt, rule, version);
  const worlds = worldsUnder(judge, attempt, rule);
  if (judge.policy === null || !judge.engineEnabled) return withoutRules(attempt, worlds);
  if (worlds.length === 0) return contradicted(attempt, judge.policy, judge.version);
  return byPolicy(attempt, worlds, judge.policy, judge.version);
}

function byPolicy(attempt: AnsweredAttempt, worlds: readonly World[], policy: SmtpPolicy, version: string): Decided {
  const [profile = 'generic', ...others] = new Set(worlds.map((world) => world.profile));
  const own = worlds.filter((world) => world.profile === profile);
  const rules = profileOf(policy, profile);
  const checks = ruleChecks(
    rules,
    attempt,
    own.map(({ facts }) => facts),
  );
  const ruleIds = [...new Set(worlds.map(({ recorded }) => recorded?.ruleId ?? ''))];
  const [ruleId = ''] = ruleIds;
  const under = others.length === 0 ? '' : ` Rows do not tell the profiles ${either([profile, ...others])} apart.`;
  if (ruleIds.length > 1) {
    const named = ruleIds.map((id) => (id === '' ? 'no rule' : `rule ${id}`));
    const because = `What is recorded fits ${either(named)} of ${version}; the text that would tell is not stored.`;
    return { checks, decided_by: 'unknown', because: `${because}${under}` };
  }
  const decider = checks.find(({ result }) => result === 'matched');
  if (ruleId === '')
    return { checks, decided_by: 'fallback', because: fallbackBecause(attempt, worlds, checks, version) };
  const turned = isSenderRefusal(worlds, attempt)
    ? ' It was the sender that was refused, so it counts as retryable.'
    : '';
  const why = decider === undefined ? '' : `: ${decidingWords(decider.because)}`;
  const because = `Rule ${ruleId} of ${version} decided${why === '' ? '.' : why}${turned}${under}`;
  return { checks, decided_by: 'rule', because };
}

function fallbackBecause(
  attempt: AnsweredAttempt,
  worlds: readonly World[],
  checks: Decided['checks'],
  version: string,
): string {
  const sentence = fallbackSentence(attempt, worlds);
  const matched = checks.find(({ result }) => result === 'matched');
  if (attempt.reason_code?.startsWith('catch_all_')) {
    const asked = matched === undefined ? '' : ` Rule ${matched.rule_id} judged the reply to the invented recipient.`;
    return `A worker decides by itself whether a server accepts everybody: ${sentence}.${asked}`;
  }
  const passed =
    matched === undefined
      ? `No rule of ${version} fits`
      : `Rule ${matched.rule_id} of ${version} fits, but accepts, which counts for recipients only`;
  return `${passed}, so the rules built into workers decided: ${sentence}.`;
}

/** A rule that says undeliverable says retryable of a sender. */
function isSenderRefusal(worlds: readonly World[], { reason_code: reasonCode }: AnsweredAttempt): boolean {
  return reasonCode === 'smtp_mailfrom_rejected' && worlds.every(({ asked }) => asked === 'mail_from');
}

function withoutRules(attempt: AnsweredAttempt, worlds: readonly World[]): Decided {
  if (worlds.length === 0) {
    return { checks: [], decided_by: 'unknown', because: 'No policy that is known decides this reply so.' };
  }
  const because = `No policy was asked, so the rules built into workers decided: ${fallbackSentence(attempt, worlds)}.`;
  return { checks: [], decided_by: 'fallback', because };
}

function contradicted(attempt: AnsweredAttempt, policy: SmtpPolicy, version: string): Decided {
  const rules = profileOf(policy, attempt.provider_profile ?? 'generic');
  const checks = ruleChecks(rules, attempt, [NOTHING_KNOWN]);
  const because = `Version ${version} does not decide this reply as it was recorded; the worker had another policy.`;
  return { checks, decided_by: 'unknown', because };
}

/** Without the payload the row still says whether a rule decided, and which. */
function unexplained(attempt: AnsweredAttempt, rule: NamedRule, version: string | null): Decided {
  if (rule === undefined) {
    return { checks: [], decided_by: 'unknown', because: 'The policy it was judged by is not known.' };
  }
  if (rule === null) {
    const because = `The row names no rule, so the rules built into workers decided: ${fallbackSentence(attempt, [])}.`;
    return { checks: [], decided_by: 'fallback', because };
  }
  const because = `The row names rule ${rule} of ${version ?? 'no version'}, the payload of which is not at hand.`;
  return { checks: [], decided_by: 'rule', because };
}
