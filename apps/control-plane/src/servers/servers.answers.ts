import {
  HEARTBEAT_STATES,
  COMMAND_STATUSES,
  type BundleBrief,
  type CommandStatus,
  type HeartbeatState,
  type LaravelVerifierDomain,
  type MatchedBy,
  OPERATION_STATES,
  type Operation,
  type OperationState,
  PRESENCES,
  PROCESS_CONTROL_MODES,
  PROCESS_STATES,
  type Presence,
  type ProcessControlMode,
  type ProcessState,
  type RuntimeMatch,
  SERVER_COMMANDS,
  type ServerAgent,
  type ServerCommand,
  type ServerFilter,
  type ServerHeartbeat,
  type ServerLastCommand,
  type ServerListMeta,
  type ServerProcess,
  type ServerRow,
  type UnregisteredWorker,
} from '@app/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { RegistrySourceAnswer } from '../laravel/registry-source.answers.js';

export class RuntimeMatchAnswer implements RuntimeMatch {
  @ApiProperty({ enum: ['matched', 'unmatched', 'ambiguous'] })
  readonly state!: RuntimeMatch['state'];
  @ApiProperty({ type: String, nullable: true })
  readonly worker_id!: string | null;
  @ApiProperty({ enum: ['id', 'ip_address', 'host'], type: String, nullable: true })
  readonly matched_by!: MatchedBy | null;
  /** Whether the matched worker is heard. */
  @ApiProperty({ enum: PRESENCES, type: String, nullable: true })
  readonly presence!: Presence | null;
  @ApiProperty({ type: String, nullable: true })
  readonly last_heartbeat_at!: string | null;
  /** Workers that could be the one, when it is ambiguous. */
  @ApiProperty({ type: [String] })
  readonly candidates!: readonly string[];
  readonly explanation!: string;
}

export class ServerProcessAnswer implements ServerProcess {
  @ApiProperty({ enum: PROCESS_STATES })
  readonly state!: ProcessState;
  /** Who says so: the agent, the registry's online or offline, or nobody. */
  @ApiProperty({ enum: ['agent', 'registry', 'none'] })
  readonly basis!: ServerProcess['basis'];
  @ApiProperty({ type: String, nullable: true })
  readonly last_transition_at!: string | null;
}

export class ServerHeartbeatAnswer implements ServerHeartbeat {
  @ApiProperty({ enum: HEARTBEAT_STATES })
  readonly state!: HeartbeatState;
  @ApiProperty({ type: String, nullable: true })
  readonly last_at!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  readonly age_seconds!: number | null;
}

export class ServerAgentAnswer implements ServerAgent {
  @ApiProperty({ enum: PROCESS_CONTROL_MODES })
  readonly mode!: ProcessControlMode;
  readonly enabled!: boolean;
  @ApiProperty({ type: String, nullable: true })
  readonly base_url!: string | null;
  readonly timeout_seconds!: number;
  readonly verify_tls!: boolean;
  readonly service_name!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly last_seen_at!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly last_error!: string | null;
}

export class VerifierDomainAnswer implements LaravelVerifierDomain {
  readonly id!: number;
  readonly domain!: string;
}

export class ServerPoolAnswer {
  readonly id!: number;
  readonly slug!: string;
  readonly name!: string;
}

export class ServerLastCommandAnswer implements ServerLastCommand {
  @ApiProperty({ enum: COMMAND_STATUSES })
  readonly status!: CommandStatus;
  @ApiProperty({ type: String, nullable: true })
  readonly request_id!: string | null;
}

export class BundleBriefAnswer implements BundleBrief {
  readonly bundle_uuid!: string;
  readonly created_at!: string;
  readonly expires_at!: string;
  readonly is_expired!: boolean;
}

export class ServerAnswer implements ServerRow {
  readonly id!: number;
  readonly name!: string;
  readonly ip_address!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly environment!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly region!: string | null;
  readonly is_active!: boolean;
  readonly drain_mode!: boolean;
  @ApiProperty({ type: Number, nullable: true })
  readonly max_concurrency!: number | null;
  @ApiProperty({ type: String, nullable: true })
  readonly helo_name!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly mail_from_address!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly identity_domain!: string | null;
  @ApiProperty({ type: VerifierDomainAnswer, nullable: true })
  readonly verifier_domain!: VerifierDomainAnswer | null;
  @ApiProperty({ type: ServerPoolAnswer, nullable: true })
  readonly pool!: ServerPoolAnswer | null;
  @ApiProperty({ type: String, nullable: true })
  readonly notes!: string | null;
  readonly agent!: ServerAgentAnswer;
  readonly process!: ServerProcessAnswer;
  /** When Laravel heard the worker last: not the control plane's heartbeats. */
  readonly heartbeat!: ServerHeartbeatAnswer;
  readonly runtime!: RuntimeMatchAnswer;
  readonly needs_attention!: boolean;
  @ApiProperty({ type: [String] })
  readonly attention!: readonly string[];
  /** Why the process cannot be controlled from here; null when it can. */
  @ApiProperty({ type: String, nullable: true })
  readonly command_refusal!: string | null;
  /** Why it cannot be deleted; null when it can. */
  @ApiProperty({ type: String, nullable: true })
  readonly delete_lock!: string | null;
  @ApiProperty({ type: ServerLastCommandAnswer, nullable: true })
  readonly last_command!: ServerLastCommandAnswer | null;
  @ApiProperty({ type: BundleBriefAnswer, nullable: true })
  readonly latest_bundle!: BundleBriefAnswer | null;
  @ApiProperty({ type: String, nullable: true })
  readonly updated_at!: string | null;
}

export class UnregisteredWorkerAnswer implements UnregisteredWorker {
  readonly worker_id!: string;
  readonly host!: string;
  readonly ip_address!: string;
  readonly pool!: string;
  @ApiProperty({ enum: PRESENCES })
  readonly presence!: Presence;
}

export class ServerCountsAnswer implements Readonly<Record<ServerFilter, number>> {
  readonly all!: number;
  readonly operational!: number;
  readonly needs_attention!: number;
  readonly matched!: number;
  readonly unmatched!: number;
}

export class ServerListMetaAnswer implements ServerListMeta {
  readonly source!: RegistrySourceAnswer;
  readonly counts!: ServerCountsAnswer;
  readonly unregistered_workers!: UnregisteredWorkerAnswer[];
  readonly verifier_domains!: VerifierDomainAnswer[];
  readonly require_runtime_match!: boolean;
  @ApiProperty({ type: String, nullable: true })
  readonly next_cursor!: string | null;
}

export class ServerListAnswer {
  readonly data!: ServerAnswer[];
  readonly meta!: ServerListMetaAnswer;
}

export class SourceMetaAnswer {
  readonly source!: RegistrySourceAnswer;
}

export class ServerDetailAnswer {
  readonly data!: ServerAnswer;
  readonly meta!: SourceMetaAnswer;
}

export class ServerSavedAnswer {
  readonly data!: ServerAnswer;
}

export class DeletedServer {
  readonly id!: number;
  readonly name!: string;
  readonly deleted!: boolean;
}

export class ServerDeletedAnswer {
  readonly data!: DeletedServer;
}

export class OperationView implements Operation {
  readonly id!: string;
  readonly server_id!: number;
  @ApiProperty({ enum: SERVER_COMMANDS })
  readonly action!: ServerCommand;
  /** `timed_out`: no answer in time, so nobody knows whether it was carried out. */
  @ApiProperty({ enum: OPERATION_STATES })
  readonly state!: OperationState;
  readonly actor!: string;
  readonly reason!: string;
  readonly accepted_at!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly started_at!: string | null;
  @ApiProperty({ type: String, nullable: true })
  readonly finished_at!: string | null;
  /** What the host or Laravel said. */
  @ApiProperty({ type: String, nullable: true })
  readonly output!: string | null;
  readonly request_id!: string;
  @ApiProperty({ type: String, nullable: true })
  readonly command_id!: string | null;
}

export class OperationAnswer {
  readonly data!: OperationView;
}

export class OperationListAnswer {
  readonly data!: OperationView[];
}
