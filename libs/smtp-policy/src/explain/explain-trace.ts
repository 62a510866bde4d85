import type { AttemptExplanation, LaravelTrace } from '@app/contracts';
import type { Judge } from '../reply/judge-reply.js';
import { explainAttempt } from './explain-attempt.js';
import { finalAttempt } from './final-attempt.js';

export interface TraceExplained {
  readonly attempts: readonly AttemptExplanation[];
  readonly summary: string;
  /** What nobody can know from the trace, in sentences. */
  readonly notKnown: readonly string[];
}

/**
 * Every attempt of a trace under one policy, in the order they were made.
 * @param judge by what the trace was decided; null: nobody knows
 */
export function explainTrace(trace: LaravelTrace, judge: Judge | null): TraceExplained {
  const attempts = trace.attempt_chain.map((attempt) => explainAttempt(trace, attempt, judge));
  return { attempts, summary: summaryOf(trace, attempts), notKnown: notKnownOf(trace, attempts) };
}

function summaryOf(trace: LaravelTrace, attempts: readonly AttemptExplanation[]): string {
  if (attempts.length === 0) {
    const tag = trace.reason_tag === null ? '' : ` (${trace.reason_tag})`;
    return `Decided as ${trace.decision_class}${tag} without asking a mail server: no policy has a say in it.`;
  }
  const final = attempts.find(({ is_final: isFinal }) => isFinal);
  const made = attempts.length === 1 ? 'one attempt' : `${attempts.length} attempts`;
  if (final === undefined) return `Decided as ${trace.decision_class} after ${made}; the row does not say by which.`;
  const place = attempts.length === 1 ? 'one attempt' : `attempt ${final.attempt_number} of ${attempts.length}`;
  const word = final.recorded.decision_class ?? trace.decision_class;
  const folded = word === trace.decision_class ? '' : ` (told as ${trace.decision_class})`;
  const later =
    final === attempts.at(-1) ? '' : ' The attempts after it came out no better, and the first of the best counts.';
  return `Decided as ${word}${folded} by ${place}. ${final.because}${later}`;
}

function notKnownOf(trace: LaravelTrace, attempts: readonly AttemptExplanation[]): readonly string[] {
  const isAnswered = attempts.some(({ decided_by: by }) => by !== 'no_reply');
  const isTextOpen = attempts.some(({ checks }) => checks.some(({ result }) => result === 'unknown'));
  const isUnnamed = attempts.some(({ decided_by: by, is_final: isFinal }) => by !== 'no_reply' && !isFinal);
  return [
    ...(isTextOpen ? ['What some rules would have found: the text of replies is stored nowhere.'] : []),
    ...(isAnswered && trace.policy_version === null
      ? ['Which policy the worker had: rows name one only when a rule of it decided.']
      : []),
    ...(isUnnamed
      ? ['By which rule the other attempts were judged, except where it follows: the row names none for them.']
      : []),
    ...(isAnswered ? ['To which command a reply answered, except where the decision shows it.'] : []),
    ...(attempts.length > 0 && finalAttempt(trace) === null ? ['Which of the attempts decided.'] : []),
  ];
}
