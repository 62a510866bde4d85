import { ForPeople } from './for-people.js';
import { type ProcessPlan, SupervisedProcess } from './supervised-process.js';

/** How one knows that a process serves, and what happens when it dies later. */
export interface AnsweringOptions {
  readonly untilReady: (signal: AbortSignal) => Promise<void>;
  readonly revive: (how: string, lastLines: readonly string[]) => void;
  /** Gives up waiting. */
  readonly signal: AbortSignal;
}

/**
 * Starts a process and waits until it serves.
 * @param started gets the process before it serves, so that it can be stopped meanwhile
 * @throws ForPeople when it dies before that, or is not ready in time
 */
export async function startAnswering(
  plan: ProcessPlan,
  { untilReady, revive, signal }: AnsweringOptions,
  started: (process: SupervisedProcess) => void,
): Promise<void> {
  const starting = new AbortController();
  let serves = false;
  const child = new SupervisedProcess(plan, (how, lastLines) => {
    if (serves) return revive(how, lastLines);
    starting.abort(new ForPeople(`The ${plan.name} did not start (${how}):\n  ${lastLines.join('\n  ')}`));
  });
  started(child);
  child.start();
  await untilReady(AbortSignal.any([starting.signal, signal])).catch((error: unknown) => {
    if (error instanceof ForPeople || signal.aborted) throw error;
    throw new ForPeople(`The ${plan.name} is not ready: ${String(error)}. See ${plan.logFile}.`);
  });
  serves = true;
}
