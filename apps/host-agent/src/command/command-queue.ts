import type { AgentCommand } from '@app/agent-protocol';
import type { CommandOutcome, ServiceDriver } from './service-driver.js';

/**
 * Runs one command at a time, in the order they came. A command's time includes its wait: one whose caller has given
 * up by then is not begun, so that nothing happens long after somebody asked for it.
 */
export class CommandQueue {
  private last: Promise<unknown> = Promise.resolve();

  /** @param now a clock that never goes back, in milliseconds */
  constructor(
    private readonly driver: ServiceDriver,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param isGone whether the caller has hung up meanwhile */
  run(command: AgentCommand, isGone: () => boolean): Promise<CommandOutcome> {
    const until = this.now() + command.timeoutSeconds * 1_000;
    const turn = this.last.then((): Promise<CommandOutcome> | CommandOutcome => {
      const leftMs = Math.ceil(until - this.now()); // whole: a program's time limit must be
      return leftMs <= 0 || isGone() ? { kind: 'timed_out' } : this.driver.execute(command, leftMs);
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
