import {
  PROCESS_CONTROL_MODES,
  SERVER_COMMANDS,
  SERVER_FILTERS,
  type ProcessControlMode,
  type ServerCommand,
  type ServerFilter,
} from '@app/contracts';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { ReasonBody } from '../common/reason.dto.js';
import { LINE_PATTERN, NOTE_PATTERN, wholeNumber } from '../common/text-rules.js';

const TEXT_LENGTH = 255;
const NOTES_LENGTH = 10_000;
/**
 * Laravel puts the path of a command behind it, so nothing may follow that would swallow it; and who reads the record
 * reads all of it, so it holds no password.
 */
const URL_RULE = {
  protocols: ['http', 'https'],
  require_tld: false,
  require_protocol: true,
  allow_fragments: false,
  allow_query_components: false,
  disallow_auth: true,
};
/** The agent's address may be made of it: with a slash or the like in it, that would be an address of its choice. */
const HOST_PATTERN = /^[^\s/?#@\\]*$/;

export class ServerPath {
  /** Laravel's id of the server. */
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly serverId!: number;
}

/** Which servers to list; without any, all. */
export class ServerListQuery {
  @IsOptional()
  @IsIn(SERVER_FILTERS)
  readonly filter?: ServerFilter;

  /** Part of the name, address, pool, region or matched worker's id. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly q?: string;

  @IsOptional()
  @Transform(wholeNumber)
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly limit?: number;

  /** `meta.next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  readonly cursor?: string;
}

/**
 * A server's record. Changing one replaces all of it, so every field that is left out takes the value that its text
 * names; null means none.
 */
export class ServerBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(TEXT_LENGTH)
  @Matches(LINE_PATTERN, { message: 'name must be one line without control characters' })
  readonly name!: string;

  /** A worker's heartbeats are matched by it: use the address the worker reports. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(TEXT_LENGTH)
  @Matches(LINE_PATTERN, { message: 'ip_address must be one line without control characters' })
  @Matches(HOST_PATTERN, { message: 'ip_address must be an address or a host name' })
  readonly ip_address!: string;

  @IsOptional()
  @IsString()
  @MaxLength(TEXT_LENGTH)
  @Matches(LINE_PATTERN, { message: 'environment must be one line without control characters' })
  readonly environment?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(TEXT_LENGTH)
  @Matches(LINE_PATTERN, { message: 'region must be one line without control characters' })
  readonly region?: string | null;

  /** True when left out. */
  @IsOptional()
  @IsBoolean()
  readonly is_active?: boolean;

  /** False when left out. */
  @IsOptional()
  @IsBoolean()
  readonly drain_mode?: boolean;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly max_concurrency?: number | null;

  @IsOptional()
  @IsString()
  @MaxLength(TEXT_LENGTH)
  @Matches(LINE_PATTERN, { message: 'helo_name must be one line without control characters' })
  readonly helo_name?: string | null;

  @IsOptional()
  @IsEmail({ require_tld: false })
  @MaxLength(TEXT_LENGTH)
  @Matches(LINE_PATTERN, { message: 'mail_from_address must be one line without control characters' })
  readonly mail_from_address?: string | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  readonly verifier_domain_id?: number | null;

  /** The default pool when left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly worker_pool_id?: number | null;

  @IsOptional()
  @IsString()
  @MaxLength(NOTES_LENGTH)
  @Matches(NOTE_PATTERN, { message: 'notes must not hold control characters' })
  readonly notes?: string | null;

  /** `control_plane_only` when left out. */
  @IsOptional()
  @IsIn(PROCESS_CONTROL_MODES)
  readonly process_control_mode?: ProcessControlMode;

  /** False when left out. */
  @IsOptional()
  @IsBoolean()
  readonly agent_enabled?: boolean;

  /** Made from the address and the usual port when left out and there is an agent. */
  @IsOptional()
  @IsUrl(URL_RULE, { message: 'agent_base_url must be an http or https address without user, query or fragment' })
  @MaxLength(TEXT_LENGTH)
  readonly agent_base_url?: string | null;

  @IsOptional()
  @IsInt()
  @Min(2)
  @Max(30)
  readonly agent_timeout_seconds?: number | null;

  /** True when left out. */
  @IsOptional()
  @IsBoolean()
  readonly agent_verify_tls?: boolean;

  @IsOptional()
  @IsString()
  @MaxLength(TEXT_LENGTH)
  @Matches(/^[\w.@:-]+$/, { message: 'agent_service_name must be the name of a unit, such as vev-worker.service' })
  readonly agent_service_name?: string | null;
}

export class ServerCommandBody extends ReasonBody {
  @IsIn(SERVER_COMMANDS)
  readonly action!: ServerCommand;
}

export class OperationPath extends ServerPath {
  @IsString()
  @MaxLength(80)
  readonly operationId!: string;
}
