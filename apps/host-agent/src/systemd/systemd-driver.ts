import { execFile } from 'node:child_process';
import type { AgentCommand } from '@app/agent-protocol';
import type { CommandOutcome, ServiceDriver } from '../command/service-driver.js';

const STATE_QUERY_MS = 5_000; // as today's agent
const OUTPUT_BYTES = 16_384;

interface Ran {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Lets the host's systemd do it: `systemctl <action> <service>`, with no shell between. */
export class SystemdDriver implements ServiceDriver {
  /** @param program another one stands in for `systemctl` in tests */
  constructor(private readonly program = 'systemctl') {}

  async execute({ action, service }: AgentCommand, timeLeftMs: number): Promise<CommandOutcome> {
    const verb = action === 'status' ? 'is-active' : action;
    const { exitCode, output } = await this.run(verb, service, timeLeftMs);
    if (exitCode === null) return { kind: 'timed_out' };
    const state = await this.run('is-active', service, STATE_QUERY_MS);
    return { kind: 'ended', exitCode, output, serviceState: state.output || 'unknown' };
  }

  /** The exit code is null when it was stopped for taking too long; 127 when the program cannot be run at all. */
  private run(verb: string, service: string, timeoutMs: number): Promise<Ran> {
    const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: OUTPUT_BYTES, env: PLAIN } as const;
    return new Promise((answer) => {
      execFile(this.program, [verb, service], options, (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`.trim();
        if (!error) answer({ exitCode: 0, output });
        else if (error.killed) answer({ exitCode: null, output });
        else if (typeof error.code === 'number') answer({ exitCode: error.code, output });
        else answer({ exitCode: 127, output: output || 'systemctl cannot be run on this host' });
      });
    });
  }
}

/** Its output is read by programs: no colours, no pager, no translation. */
const PLAIN = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C', SYSTEMD_PAGER: 'cat' };
