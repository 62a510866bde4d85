import type { LaravelTrace, LaravelTraceAttempt, Provider } from '@app/contracts';
import { finalAttempt } from '@app/smtp-policy';

/** Of how many, how many. */
export interface Part {
  readonly part: number;
  readonly whole: number;
}

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What decision traces tell of the attempts with one provider. */
export interface TraceFigures {
  readonly traces: number;
  /** Of addresses whose first attempt failed for a while, those that a later attempt decided. */
  readonly recovered: Part;
  /** Of attempts after the first, those that the result does not come from, or that said the same as the first. */
  readonly wasted: Part;
  /** Of addresses whose attempts disagreed, those that ended as the first claim said, by the claim's confidence. */
  readonly upheld: Readonly<Record<Confidence, Part>>;
}

type Mutable = { -readonly [Name in keyof Part]: Part[Name] };

const DECIDED: ReadonlySet<string | null> = new Set(['deliverable', 'undeliverable', 'policy_blocked']);

/** Adds up the traces of one provider. */
class Tally {
  private traces = 0;
  private readonly recovered: Mutable = none();
  private readonly wasted: Mutable = none();
  private readonly upheld = { low: none(), medium: none(), high: none() };

  add(trace: LaravelTrace): void {
    const { attempt_chain: attempts } = trace;
    const first = attempts[0];
    const deciding = finalAttempt(trace) ?? attempts.at(-1);
    if (first === undefined || deciding === undefined) return; // nothing was tried
    this.traces += 1;
    if (failedForAWhile(first)) count(this.recovered, deciding !== first && DECIDED.has(deciding.decision_class));
    for (const attempt of attempts.slice(1)) {
      const changedIt = attempt === deciding && attempt.decision_class !== first.decision_class;
      count(this.wasted, !changedIt);
    }
    this.addClaim(attempts, deciding);
  }

  /** The first claim alone: attempts at one address are not independent of each other. */
  private addClaim(attempts: readonly LaravelTraceAttempt[], deciding: LaravelTraceAttempt): void {
    const claim = attempts.find(({ decision_class }) => decision_class !== null);
    const confidence = CONFIDENCES.find((word) => word === claim?.confidence_hint);
    if (claim === undefined || confidence === undefined) return;
    const isDisputed = attempts.some(({ decision_class: other }) => other !== null && other !== claim.decision_class);
    if (isDisputed) count(this.upheld[confidence], deciding.decision_class === claim.decision_class);
  }

  figures(): TraceFigures {
    return { traces: this.traces, recovered: this.recovered, wasted: this.wasted, upheld: this.upheld };
  }
}

/** What the traces tell, by provider. Accepted addresses leave none (worker behaviour, section 11.1). */
export function traceFigures(traces: readonly LaravelTrace[]): Record<Provider, TraceFigures> {
  const tallies = { generic: new Tally(), gmail: new Tally(), microsoft: new Tally(), yahoo: new Tally() };
  for (const trace of traces) tallies[trace.provider].add(trace);
  const { generic, gmail, microsoft, yahoo } = tallies;
  return {
    generic: generic.figures(),
    gmail: gmail.figures(),
    microsoft: microsoft.figures(),
    yahoo: yahoo.figures(),
  };
}

/** An address whose domain accepts everything was answered; asking again cannot change that. */
function failedForAWhile({ decision_class: kind, reason_code: reason }: LaravelTraceAttempt): boolean {
  if (reason?.startsWith('catch_all') === true) return false;
  return kind === null || kind === 'retryable' || kind === 'unknown';
}

function none(): Mutable {
  return { part: 0, whole: 0 };
}

function count(of: Mutable, isPart: boolean): void {
  of.whole += 1;
  if (isPart) of.part += 1;
}
