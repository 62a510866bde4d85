import { setTimeout as wait } from 'node:timers/promises';
import type { AgentCommand } from '@app/agent-protocol';
import type { CommandOutcome, ServiceDriver } from '../command/service-driver.js';
import type { WorkerSupervisor } from './worker-supervisor.js';

const NOT_ACTIVE = 3; // the exit code of `systemctl is-active` for a service that is not

/** Lets the agent itself keep the worker, on a host without systemd; answers as `systemctl` would. */
export class ProcessDriver implements ServiceDriver {
  constructor(private readonly supervisor: WorkerSupervisor) {}

  async execute({ action }: AgentCommand, timeLeftMs: number): Promise<CommandOutcome> {
    if (action === 'status') {
      const { state } = this.supervisor;
      return { kind: 'ended', exitCode: state === 'active' ? 0 : NOT_ACTIVE, output: state, serviceState: state };
    }
    const late = new AbortController();
    const done = this.supervisor[action]().then((problem): CommandOutcome => {
      const { state } = this.supervisor;
      return { kind: 'ended', exitCode: problem === null ? 0 : 1, output: problem ?? '', serviceState: state };
    });
    const tooLate = wait(timeLeftMs, { kind: 'timed_out' } as const, { signal: late.signal });
    try {
      return await Promise.race([done, tooLate]);
    } finally {
      tooLate.catch(() => undefined);
      late.abort();
    }
  }
}
