import { PROCESS_CONTROL_MODES, type ProcessControlMode } from '@app/contracts';
import type { EngineServerRow } from '../database/rows.js';
import { asBoolean, type Input, isFilled } from '../http/input.js';
import {
  asInteger,
  email,
  exists,
  httpUrl,
  integer,
  max,
  min,
  nullable,
  oneOf,
  required,
  string,
  unique,
} from '../validation/rules.js';
import type { Rules } from '../validation/validate.js';

/** What the rules ask the database. */
export interface ServerQuestions {
  readonly isNameTaken: (name: string) => Promise<boolean>;
  readonly isAddressTaken: (address: string) => Promise<boolean>;
  readonly isDomain: (id: number) => Promise<boolean>;
  readonly isActivePool: (id: number) => Promise<boolean>;
}

export interface ServerDefaults {
  /** Null when there is no default pool: the pool is then required. */
  readonly defaultPoolId: number | null;
  readonly agentPort: number;
  readonly agentTimeoutSeconds: number;
}

type Written = 'id' | 'lastHeartbeatAt' | 'identityDomain' | 'createdAt' | 'updatedAt';
type AgentSaid = 'lastAgentStatus' | 'lastAgentSeenAt' | 'lastAgentError';
/** What an upsert writes. Fields that keep their value when their key is missing are missing here too. */
export type ServerValues = Omit<EngineServerRow, Written | AgentSaid | KeptWhenMissing> &
  Partial<Pick<EngineServerRow, KeptWhenMissing>>;
type KeptWhenMissing = 'environment' | 'region' | 'heloName' | 'mailFromAddress' | 'notes';

/** The input with the defaults that Laravel puts in before it checks. */
export function preparedServer(input: Input, { defaultPoolId }: ServerDefaults): Input {
  return {
    ...input,
    worker_pool_id: isFilled(input['worker_pool_id']) ? input['worker_pool_id'] : defaultPoolId,
    process_control_mode: isFilled(input['process_control_mode'])
      ? input['process_control_mode']
      : 'control_plane_only',
  };
}

/** In the order of contract 2.1, which decides which message comes first. Flags cannot fail. */
export function serverRules(ask: ServerQuestions): Rules {
  const text = [nullable, string, max(255)];
  return {
    name: [required, string, max(255), unique(ask.isNameTaken, 'A server with this name already exists.')],
    ip_address: [
      required,
      string,
      max(255),
      unique(ask.isAddressTaken, 'A server with this IP address already exists.'),
    ],
    environment: text,
    region: text,
    max_concurrency: [nullable, integer, min(1), max(100_000)],
    helo_name: text,
    mail_from_address: [nullable, email, max(255)],
    verifier_domain_id: [nullable, integer, exists(ask.isDomain)],
    worker_pool_id: [required, integer, exists(ask.isActivePool)],
    notes: [nullable, string],
    process_control_mode: [oneOf(PROCESS_CONTROL_MODES)],
    agent_base_url: [nullable, httpUrl, max(255)],
    agent_timeout_seconds: [nullable, integer, min(2), max(30)],
    agent_service_name: text,
  };
}

/** The values of a prepared input that broke no rule: the casts below rest on its rules. */
export function serverValues(input: Input, defaults: ServerDefaults): ServerValues {
  const text = (key: string) => (input[key] as string | null | undefined) ?? null;
  const processControlMode = input['process_control_mode'] as ProcessControlMode;
  const ipAddress = String(input['ip_address']);
  const usualAgent = processControlMode === 'agent_systemd' ? `http://${ipAddress}:${defaults.agentPort}` : null;
  return {
    name: String(input['name']),
    ipAddress,
    isActive: asBoolean(input['is_active']),
    drainMode: asBoolean(input['drain_mode']),
    maxConcurrency: asInteger(input['max_concurrency']),
    verifierDomainId: asInteger(input['verifier_domain_id']),
    workerPoolId: asInteger(input['worker_pool_id']),
    processControlMode,
    agentEnabled: asBoolean(input['agent_enabled']),
    agentBaseUrl: text('agent_base_url') ?? usualAgent,
    agentTimeoutSeconds: asInteger(input['agent_timeout_seconds']) ?? defaults.agentTimeoutSeconds,
    agentVerifyTls: 'agent_verify_tls' in input ? asBoolean(input['agent_verify_tls']) : true,
    agentServiceName: text('agent_service_name') ?? 'vev-worker.service',
    ...('environment' in input && { environment: text('environment') }),
    ...('region' in input && { region: text('region') }),
    ...('helo_name' in input && { heloName: text('helo_name') }),
    ...('mail_from_address' in input && { mailFromAddress: text('mail_from_address') }),
    ...('notes' in input && { notes: text('notes') }),
  };
}
