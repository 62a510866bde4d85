import type { ServerCommand } from '@app/contracts';

/** A command that ran and ended with exit code 0. The shapes are the contract's (section 6.1). */
export interface AgentSuccess {
  readonly status: 'success';
  readonly agent_command_id: string;
  readonly service: string;
  readonly action: ServerCommand;
  /** What the service manager says of the service after the command: `active`, `inactive`, `failed`, `activating`, … */
  readonly service_state: string;
  readonly output: string;
}

/** A command that ran and ended with another code. `status` of a stopped service is one of these (422, `inactive`). */
export interface AgentFailure {
  readonly status: 'failed';
  readonly agent_command_id: string;
  readonly service: string;
  readonly action: ServerCommand;
  readonly service_state: string;
  /** What the service manager printed. */
  readonly message: string;
}

/** A command that did not end in time (504). Whether it has an effect is not known. */
export interface AgentTimeout {
  readonly status: 'failed';
  readonly agent_command_id: string;
  readonly message: 'command_timeout';
}

/** A request that was not executed. */
export interface AgentRefusal {
  readonly status: 'failed';
  readonly message: string;
}

export type AgentAnswer = AgentSuccess | AgentFailure | AgentTimeout | AgentRefusal;
