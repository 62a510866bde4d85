import { PROVIDERS, type LaravelTraceAttempt, type Provider } from '@app/contracts';
import { catchAllVerdict } from '../probe/attempt.js';
import type { SmtpPolicy } from '../policy/smtp-policy.js';
import { COMMANDS, judgeAs, type Command, type Judge, type Verdict } from '../reply/judge-reply.js';
import type { ReplyText } from '../reply/reply-text.js';
import { explore, NOTHING_KNOWN, type TextFacts } from './assumed-text.js';

/** To what a recorded reply can have answered; the invented recipient's stands in the trace of who accepts everybody. */
type Asked = Command | 'random_recipient';

/** What a reply leads to; `beyond`: the session would go on where the recorded one ended. */
export type Outcome = Verdict | 'beyond';

/** One way in which a recorded attempt can have come about. */
export interface World {
  readonly asked: Asked;
  /** Under which profile's rules. */
  readonly profile: string;
  readonly facts: TextFacts;
  /** What was decided then; null where no policy is known that explains it. */
  readonly recorded: Verdict | null;
}

/** The rule that the row names for one of its attempts; null: none decided. Undefined: the row says nothing of it. */
export type NamedRule = string | null | undefined;

/** An attempt that ended with a reply; the others do not depend on a policy. */
export type AnsweredAttempt = LaravelTraceAttempt & { readonly smtp_code: number };

export function isAnswered(attempt: LaravelTraceAttempt): attempt is AnsweredAttempt {
  return attempt.smtp_code !== null && attempt.smtp_code !== 0;
}

/** Every way in which the attempt comes out under `judge` as it was recorded; none: it was not decided so. */
export function explainedBy(
  judge: Judge,
  attempt: AnsweredAttempt,
  rule: NamedRule,
  names: readonly string[],
): readonly World[] {
  return names.flatMap((profile) =>
    askedIn(attempt).flatMap((asked) =>
      explore(NOTHING_KNOWN, (text) => outcome(attempt, asked, profile, text, judge)).flatMap(({ result, facts }) =>
        result !== 'beyond' && isAsRecorded(result, attempt, rule) ? [{ asked, profile, facts, recorded: result }] : [],
      ),
    ),
  );
}

/** Every way in which the attempt can have come about whatever the policy was. */
export function unexplained(attempt: AnsweredAttempt, names: readonly string[]): readonly World[] {
  return names.flatMap((profile) =>
    askedIn(attempt)
      .filter((asked) => asked === 'random_recipient' || mayEnd(asked, attempt))
      .map((asked) => ({ asked, profile, facts: NOTHING_KNOWN, recorded: null })),
  );
}

/**
 * Every outcome that `judge` can come to in that world. The text with which an invented recipient was accepted is taken
 * to hold no word of a rule.
 */
export function outcomesIn(world: World, attempt: AnsweredAttempt, judge: Judge): readonly Outcome[] {
  const { asked, profile, facts } = world;
  const isAccepted = attempt.smtp_code >= 200 && attempt.smtp_code < 300;
  if (asked === 'random_recipient' && isAccepted) return [outcome(attempt, asked, profile, ACCEPTED.text, judge)];
  return explore(facts, (text) => outcome(attempt, asked, profile, text, judge)).map(({ result }) => result);
}

/** The profiles that a recorded one can stand for: rows call each name of a policy's own `generic`. */
export function profilesOf(attempt: LaravelTraceAttempt, policies: readonly SmtpPolicy[]): readonly string[] {
  const recorded: Provider = PROVIDERS.find((provider) => provider === attempt.provider_profile) ?? 'generic';
  if (recorded !== 'generic') return [recorded];
  const custom = policies
    .flatMap(({ profiles }) => Object.keys(profiles))
    .filter((name) => !PROVIDERS.some((provider) => provider === name));
  return ['generic', ...new Set(custom)];
}

function askedIn({ reason_code: reasonCode }: LaravelTraceAttempt): readonly Asked[] {
  return reasonCode?.startsWith('catch_all_') ? ['random_recipient'] : COMMANDS;
}

/** What is true of every policy: a refused sender is never undeliverable, and some words are said of one command only. */
function mayEnd(
  command: Command,
  { reason_code: reasonCode, decision_class: decisionClass }: LaravelTraceAttempt,
): boolean {
  if (reasonCode === 'smtp_mailfrom_rejected') return command === 'mail_from';
  if (reasonCode === 'smtp_unavailable') return command === 'banner' || command === 'ehlo';
  return command !== 'mail_from' || decisionClass !== 'undeliverable';
}

const ACCEPTED = { code: 250, enhanced: null, text: { containsAny: () => false } };

function outcome(attempt: AnsweredAttempt, asked: Asked, profile: string, text: ReplyText, judge: Judge): Outcome {
  const reply = { code: attempt.smtp_code, enhanced: attempt.enhanced_code, text };
  if (asked !== 'random_recipient') return judgeAs(profile, reply, asked, judge) ?? 'beyond';
  const random = judgeAs(profile, reply, 'rcpt_to', judge) ?? 'beyond';
  if (random === 'beyond') return random;
  return random.category === 'invalid'
    ? (judgeAs(profile, ACCEPTED, 'rcpt_to', judge) ?? 'beyond')
    : catchAllVerdict(random);
}

/** A recorder writes `medium` where no confidence was given. Accepted recipients leave no trace. */
function isAsRecorded(verdict: Verdict, attempt: LaravelTraceAttempt, rule: NamedRule): boolean {
  return (
    verdict.category !== 'valid' &&
    verdict.decisionClass === attempt.decision_class &&
    verdict.reasonCode === (attempt.reason_code ?? '') &&
    verdict.tag === (attempt.reason_tag ?? '') &&
    verdict.strategy === (attempt.retry_strategy ?? '') &&
    (verdict.confidence ?? 'medium') === attempt.confidence_hint &&
    (rule === undefined || verdict.ruleId === (rule ?? ''))
  );
}
