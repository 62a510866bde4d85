import type { Provider } from '@app/contracts';
import type { ProviderRateStep, Scenario } from './scenario.js';

/** How a provider's servers answer: fractions 0..1 of the probed e-mails. The rest is accepted. */
export interface ProviderAnswers {
  readonly reject: number;
  readonly tempfail: number;
  readonly catchAll: number;
  /** Risky for other reasons: connections that break, answers nobody understands. */
  readonly other: number;
}

export type AnswersByProvider = Readonly<Record<Provider, ProviderAnswers>>;

/** An ordinary day: well below the rates from which a provider counts as degraded (tempfail 0.3, reject and unknown 0.2). */
export const ORDINARY: AnswersByProvider = {
  generic: { reject: 0.09, tempfail: 0.04, catchAll: 0.02, other: 0.01 },
  gmail: { reject: 0.07, tempfail: 0.02, catchAll: 0, other: 0.01 },
  microsoft: { reject: 0.08, tempfail: 0.04, catchAll: 0.01, other: 0.01 },
  yahoo: { reject: 0.09, tempfail: 0.03, catchAll: 0.01, other: 0.01 },
};

/** How `provider` answers `seconds` after the start of the fleet. */
export function answersAt(scenario: Scenario, provider: Provider, seconds: number): ProviderAnswers {
  const steps = scenario
    .filter((step): step is ProviderRateStep => step.what === 'provider_rate' && step.provider === provider)
    .filter((step) => step.at_seconds <= seconds)
    .sort((a, b) => a.at_seconds - b.at_seconds);
  return steps.reduce((before, step, index) => {
    const until = steps[index + 1]?.at_seconds ?? seconds; // the next step starts where this one has come to
    return moved(before, step, until - step.at_seconds);
  }, ORDINARY[provider]);
}

/** Whether nobody can hear the worker. */
export function isSilent(scenario: Scenario, workerId: string, seconds: number): boolean {
  return scenario.some(
    (step) =>
      step.what === 'silence' &&
      step.workers.includes(workerId) &&
      seconds >= step.at_seconds &&
      seconds < step.at_seconds + step.for_seconds,
  );
}

/** How often the worker's process has been restarted by then. */
export function restartsUntil(scenario: Scenario, workerId: string, seconds: number): number {
  return scenario.filter((step) => step.what === 'restart' && step.worker === workerId && step.at_seconds <= seconds)
    .length;
}

function moved(from: ProviderAnswers, step: ProviderRateStep, elapsedSeconds: number): ProviderAnswers {
  const share = step.over_seconds ? Math.min(1, elapsedSeconds / step.over_seconds) : 1;
  const towards = (start: number, target: number | undefined) =>
    target === undefined ? start : start + (target - start) * share;
  const tempfail = towards(from.tempfail, step.tempfail);
  const other = step.unknown === undefined ? undefined : Math.max(0, step.unknown - tempfail - from.catchAll);
  return {
    reject: towards(from.reject, step.reject),
    tempfail,
    catchAll: from.catchAll,
    other: towards(from.other, other),
  };
}
