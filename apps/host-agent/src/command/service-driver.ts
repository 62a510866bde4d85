import type { AgentCommand } from '@app/agent-protocol';

/** How a command ended, in the words of `systemctl`. */
export type CommandOutcome =
  | {
      readonly kind: 'ended';
      /** 0 is success; `status` of a service that is not active has 3. */
      readonly exitCode: number;
      readonly output: string;
      /** What `systemctl is-active` says afterwards: `active`, `inactive`, `failed`, `activating`, `deactivating`. */
      readonly serviceState: string;
    }
  /** It took too long. What was begun goes on: nobody knows here whether it succeeds. */
  | { readonly kind: 'timed_out' };

/** What keeps the service: the host's systemd, or this agent. */
export interface ServiceDriver {
  /** @param timeLeftMs how much of the command's time is left for it */
  execute(command: AgentCommand, timeLeftMs: number): Promise<CommandOutcome>;
}
