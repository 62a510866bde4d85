import { ForPeople } from '../for-people.js';

/** What may be said about the stack from outside; by environment alone. */
export interface StackEnvironment {
  /** PORT: where the control plane listens; the next free one if it is taken. */
  readonly port: number;
  /** REDIS_ADDR: a Redis that is there already; null means a private one. */
  readonly redisAddress: string | null;
  /** FLEET_WORKERS: how many simulated workers; 0 means none. */
  readonly workers: number;
  /** FLEET_SCENARIO: what happens to them, by name or file. */
  readonly scenario: string;
  /** HEARTBEAT_INTERVAL_SECONDS of the simulated workers. Shorter than the real 30 s, so that one sees things happen. */
  readonly heartbeatSeconds: number;
  /** DATA_DIR: where the private Redis, the token and the logs are. */
  readonly dataDirectory: string;
  /** DEMO_HOSTS: how many hosts with agent and worker are provisioned; none with a Laravel of one's own. */
  readonly hosts: number;
  /** LARAVEL_API_BASE_URL or LARAVEL_INTERNAL_API_BASE_URL: a Laravel that is there already; else the sandbox. */
  readonly laravel: 'sandbox' | 'configured';
  /** CONTROL_PLANE_TOKEN; null means one made at random and kept in DATA_DIR. */
  readonly token: string | null;
}

/**
 * @throws ForPeople naming every key that cannot be used
 */
export function readStackEnvironment(environment: NodeJS.ProcessEnv): StackEnvironment {
  const problems: string[] = [];
  const integer = (key: string, fallback: number, min: number, max: number): number => {
    const text = environment[key]?.trim();
    if (!text) return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${key} is "${text}"; it must be a whole number from ${min} to ${max}`);
    return fallback;
  };
  const laravel = environment['LARAVEL_API_BASE_URL']?.trim() || environment['LARAVEL_INTERNAL_API_BASE_URL']?.trim();
  const result: StackEnvironment = {
    port: integer('PORT', 9_091, 1, 65_535),
    redisAddress: environment['REDIS_ADDR']?.trim() || null,
    workers: integer('FLEET_WORKERS', 12, 0, 10_000),
    scenario: environment['FLEET_SCENARIO']?.trim() || 'demo',
    heartbeatSeconds: integer('HEARTBEAT_INTERVAL_SECONDS', 5, 1, 3_600),
    dataDirectory: environment['DATA_DIR']?.trim() || '.data',
    hosts: integer('DEMO_HOSTS', process.platform === 'linux' ? 2 : 0, 0, 8), // others have one loopback address only
    laravel: laravel ? 'configured' : 'sandbox',
    token: environment['CONTROL_PLANE_TOKEN'] || null,
  };
  if (problems.length > 0) throw new ForPeople(['The environment cannot be used:', ...problems].join('\n  '));
  return result;
}

/** The environment of this process. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}
