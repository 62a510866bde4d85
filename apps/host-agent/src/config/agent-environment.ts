import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnvironmentFile, type AgentRules } from '@app/agent-protocol';

export interface ProcessSettings {
  /** AGENT_WORKER_SCRIPT: the worker's program, for this Node. */
  readonly workerScript: string;
  /** AGENT_WORKER_ENV_FILE: the worker's environment; read at each of its starts. */
  readonly workerEnvFile: string;
}

/** How the agent runs. */
export interface AgentEnvironment {
  /** AGENT_DRIVER: `systemd` or `process`; by default systemd where it is the host's init. */
  readonly driver: { readonly kind: 'systemd' } | ({ readonly kind: 'process' } & ProcessSettings);
  /** AGENT_PORT, default 9713. Null for 0: no listener, only the worker is kept alive (driver `process`). */
  readonly port: number | null;
  /** AGENT_BIND: the address to listen on, default all. */
  readonly bind: string;
  /** AGENT_TOKEN, AGENT_HMAC_SECRET, AGENT_SIGNATURE_TTL (60 s, at least 5), AGENT_ALLOWED_SERVICE. */
  readonly rules: AgentRules;
  /** AGENT_STATE_DIRECTORY: what must outlive the agent. Null with systemd: only used nonces are lost then. */
  readonly stateDirectory: string | null;
}

/** Everything that is wrong with the environment, a line each. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** With the suffix or, as systemd allows, without it; nothing that is another kind of unit or an option. */
const UNIT = /^[A-Za-z0-9](?:[A-Za-z0-9:_@-]*|[A-Za-z0-9:_.@-]*\.service)$/;

/**
 * Reads the keys; those of the file AGENT_ENV_FILE, if that is set, count as if they were in the environment.
 * @throws EnvironmentError naming every key that is missing or unusable, never a value
 */
export function readAgentEnvironment(own: NodeJS.ProcessEnv): AgentEnvironment {
  const file = own['AGENT_ENV_FILE'];
  const all = { ...own, ...(file ? parseEnvironmentFile(readFileSync(file, 'utf8')) : {}) };
  const text = (key: string) => all[key]?.trim() ?? '';
  const problems: string[] = [];
  const required = (key: string) => {
    if (text(key) === '') problems.push(`${key} is required`);
    return text(key);
  };
  const integer = (key: string, fallback: number, min: number, max: number) => {
    const value = text(key) === '' ? fallback : /^\d+$/.test(text(key)) ? Number(text(key)) : Number.NaN;
    if (!(value >= min && value <= max)) problems.push(`${key} must be a whole number from ${min} to ${max}`);
    return value;
  };

  const kind = text('AGENT_DRIVER') || (existsSync('/run/systemd/system') ? 'systemd' : 'process');
  if (kind !== 'systemd' && kind !== 'process') problems.push('AGENT_DRIVER must be systemd or process');
  const port = integer('AGENT_PORT', 9713, 0, 65_535);
  if (port === 0 && kind === 'systemd') problems.push('AGENT_PORT 0 leaves the systemd driver nothing to do');
  const allowedService = text('AGENT_ALLOWED_SERVICE') || 'vev-worker.service';
  if (!UNIT.test(allowedService)) problems.push('AGENT_ALLOWED_SERVICE must be the name of a service unit');
  const secretOf = (key: string) => (port === 0 ? text(key) : required(key));
  const stateDirectory = kind === 'process' ? required('AGENT_STATE_DIRECTORY') : text('AGENT_STATE_DIRECTORY');
  const environment: AgentEnvironment = {
    driver:
      kind === 'process'
        ? { kind, workerScript: required('AGENT_WORKER_SCRIPT'), workerEnvFile: required('AGENT_WORKER_ENV_FILE') }
        : { kind: 'systemd' },
    port: port === 0 ? null : port,
    bind: text('AGENT_BIND') || '0.0.0.0',
    rules: {
      token: secretOf('AGENT_TOKEN'),
      secret: secretOf('AGENT_HMAC_SECRET'),
      signatureTtlSeconds: Math.max(5, integer('AGENT_SIGNATURE_TTL', 60, 0, 86_400)),
      allowedService,
    },
    stateDirectory: stateDirectory === '' ? null : resolve(stateDirectory),
  };
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'));
  return environment;
}

/** The environment of this process. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/** The environment of the worker: its file, and of ours only what every program needs. The agent's secrets stay here. */
export function workerEnvironment(file: string, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const common = ['PATH', 'HOME', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS'].flatMap((key) => {
    const value = own[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...Object.fromEntries(common), ...parseEnvironmentFile(readFileSync(file, 'utf8')) };
}
