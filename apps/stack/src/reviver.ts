import { setTimeout as wait } from 'node:timers/promises';
import { RESTARTS, spendRestart } from './restart-budget.js';

const RESTART_DELAY_MS = 1_000;

/** What a reviver needs of the stack. */
export interface ReviverOptions {
  /** As people call what died: "The fleet". */
  readonly name: string;
  readonly restart: () => Promise<void> | undefined;
  readonly report: (line: string) => void;
  readonly onGivenUp: (because: string) => void;
  /** The stack is stopping: the dead stay dead. */
  readonly stopping: AbortSignal;
}

/** What to do when something ends by itself: tell, and start it again unless that happened too often. */
export function reviver({ name, restart, report, onGivenUp, stopping }: ReviverOptions) {
  let restarts: readonly number[] = [];
  const revive = async (how: string, lastLines: readonly string[]): Promise<void> => {
    if (stopping.aborted) return;
    const spent = spendRestart(restarts, Date.now());
    const end = `${name} ended unexpectedly (${how})`;
    if (spent === null) {
      onGivenUp(`${end} and was started ${RESTARTS.times} times within a minute before.`);
      return;
    }
    restarts = spent;
    report([`${end}; starting it again. It said last:`, ...lastLines].join('\n  '));
    try {
      await wait(RESTART_DELAY_MS, undefined, { signal: stopping });
      await restart();
    } catch (error) {
      await revive(error instanceof Error ? error.message : String(error), []);
    }
  };
  return (how: string, lastLines: readonly string[]): void => void revive(how, lastLines);
}
