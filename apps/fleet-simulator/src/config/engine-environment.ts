import { hostname } from 'node:os';
import { PROVIDERS, type Provider } from '@app/contracts';
import { EnvironmentError, flag } from './fleet-environment.js';

export const CAPABILITIES = ['all', 'screening', 'smtp_probe'] as const;
/** Which stages a worker claims chunks of. */
export type Capability = (typeof CAPABILITIES)[number];

const TRUST_TIERS = ['bronze', 'silver', 'gold', 'platinum'];

/** The settings of one worker process; keys and defaults are the worker's (worker behaviour, section 1). */
export interface EngineEnvironment {
  /** ENGINE_API_BASE_URL, without a slash at the end. */
  readonly laravelBaseUrl: string;
  readonly laravelToken: string;
  /** Null: there is no control plane; both keys are needed for one. */
  readonly controlPlane: { readonly baseUrl: string; readonly token: string } | null;
  readonly heartbeatEnabled: boolean;
  readonly policySyncEnabled: boolean;
  readonly laravelHeartbeatEnabled: boolean;
  /** Laravel hears every n-th beat, and every beat while no sender address is known. */
  readonly laravelHeartbeatEveryN: number;
  readonly workerId: string;
  readonly serverName: string;
  readonly serverIp: string;
  /** Empty: not set; so are all texts below. */
  readonly serverEnvironment: string;
  readonly serverRegion: string;
  readonly pool: string;
  readonly affinity: Provider | null;
  readonly trustTier: string;
  readonly capability: Capability;
  readonly heloName: string;
  readonly mailFrom: string;
  readonly heartbeatIntervalMs: number;
  readonly pollIntervalMs: number;
  readonly policyRefreshMs: number;
  readonly maxConcurrency: number;
  /** Null: Laravel's default. */
  readonly leaseSeconds: number | null;
  readonly maxMxAttempts: number;
  readonly networkRetries: number;
  readonly policyEngineEnabled: boolean;
  readonly adaptiveRetryEnabled: boolean;
  /** PROVIDER_REPLY_POLICY_JSON: the policy until one is loaded; null means the built-in one. */
  readonly initialPolicy: string | null;
  /** UNKNOWN_REASON_TAXONOMY_ENABLED: whether the tags of risky rows are those of the taxonomy. */
  readonly taxonomyEnabled: boolean;
  readonly attemptChainEnabled: boolean;
  readonly roleAccounts: readonly string[];
  readonly roleAccountsBehavior: 'risky' | 'allow';
  /** Mistyped domain → the one that was meant. */
  readonly domainTypos: ReadonlyMap<string, string>;
  /** SIMULATED_MS_PER_ADDRESS: how long an address takes, since there is no mail server to wait for. */
  readonly msPerAddress: number;
}

/**
 * Reads the keys. A number or switch that cannot be read falls back to its default, as in a real worker.
 * @throws EnvironmentError naming every key that is missing or must not be as it is; never a value
 */
export function readEngineEnvironment(environment: NodeJS.ProcessEnv): EngineEnvironment {
  const text = (key: string) => environment[key]?.trim() ?? '';
  const integer = (key: string, fallback: number, min: number) => {
    const value = /^\d+$/.test(text(key)) ? Number(text(key)) : NaN;
    return value >= min ? value : fallback;
  };
  const oneOf = <Word extends string>(words: readonly Word[], key: string): Word | null =>
    words.find((word) => word === text(key).toLowerCase()) ?? null;
  const hasControlPlane = text('CONTROL_PLANE_BASE_URL') !== '' && text('CONTROL_PLANE_TOKEN') !== '';
  const problems = problemsOf(text, hasControlPlane);
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'));
  const workerId = text('WORKER_ID') || hostname();
  return {
    laravelBaseUrl: text('ENGINE_API_BASE_URL').replace(/\/+$/, ''),
    laravelToken: text('ENGINE_API_TOKEN'),
    controlPlane: hasControlPlane
      ? { baseUrl: text('CONTROL_PLANE_BASE_URL').replace(/\/+$/, ''), token: text('CONTROL_PLANE_TOKEN') }
      : null,
    heartbeatEnabled: flag(text('CONTROL_PLANE_HEARTBEAT_ENABLED'), hasControlPlane),
    policySyncEnabled: flag(text('CONTROL_PLANE_POLICY_SYNC_ENABLED'), hasControlPlane),
    laravelHeartbeatEnabled: flag(text('LARAVEL_HEARTBEAT_ENABLED'), true),
    laravelHeartbeatEveryN: integer('LARAVEL_HEARTBEAT_EVERY_N', 10, 1),
    workerId,
    serverName: text('ENGINE_SERVER_NAME') || workerId,
    serverIp: text('ENGINE_SERVER_IP'),
    serverEnvironment: text('ENGINE_SERVER_ENV'),
    serverRegion: text('ENGINE_SERVER_REGION'),
    pool: text('WORKER_POOL'),
    affinity: oneOf(PROVIDERS, 'WORKER_PROVIDER_AFFINITY'),
    trustTier: oneOf(TRUST_TIERS, 'WORKER_TRUST_TIER') ?? '',
    capability: oneOf(CAPABILITIES, 'WORKER_CAPABILITY') ?? 'all',
    heloName: text('HELO_NAME') || hostname(),
    mailFrom: text('MAIL_FROM_ADDRESS'),
    heartbeatIntervalMs: integer('HEARTBEAT_INTERVAL_SECONDS', 30, 1) * 1_000,
    pollIntervalMs: integer('POLL_INTERVAL_SECONDS', 5, 1) * 1_000,
    policyRefreshMs: integer('POLICY_REFRESH_SECONDS', 300, 1) * 1_000,
    maxConcurrency: integer('MAX_CONCURRENCY', 1, 1),
    leaseSeconds: text('LEASE_SECONDS') === '' ? null : Number(text('LEASE_SECONDS')),
    maxMxAttempts: integer('MAX_MX_ATTEMPTS', 2, 1),
    networkRetries: integer('RETRYABLE_NETWORK_RETRIES', 1, 0),
    policyEngineEnabled: flag(text('PROVIDER_POLICY_ENGINE_ENABLED'), false),
    adaptiveRetryEnabled: flag(text('ADAPTIVE_RETRY_ENABLED'), false),
    initialPolicy: text('PROVIDER_REPLY_POLICY_JSON') || null,
    taxonomyEnabled: flag(text('UNKNOWN_REASON_TAXONOMY_ENABLED'), true),
    attemptChainEnabled: flag(text('PROBE_ATTEMPT_CHAIN_ENABLED'), true),
    roleAccounts: words(text('ROLE_ACCOUNTS') || 'info,admin,support,sales,contact,hello,hr'),
    roleAccountsBehavior: oneOf(['risky', 'allow'] as const, 'ROLE_ACCOUNTS_BEHAVIOR') ?? 'risky',
    domainTypos: new Map(
      words(text('DOMAIN_TYPOS')).flatMap((entry) => {
        const [typo, meant] = entry.split('=');
        return typo && meant ? [[typo.trim(), meant.trim()] as const] : [];
      }),
    ),
    msPerAddress: integer('SIMULATED_MS_PER_ADDRESS', 150, 0),
  };
}

function problemsOf(text: (key: string) => string, hasControlPlane: boolean): readonly string[] {
  const required = ['ENGINE_API_BASE_URL', 'ENGINE_API_TOKEN', 'ENGINE_SERVER_IP'];
  const missing = required.filter((key) => text(key) === '');
  const features = ['CONTROL_PLANE_HEARTBEAT_ENABLED', 'CONTROL_PLANE_POLICY_SYNC_ENABLED'];
  const unsupported = features.filter((key) => !hasControlPlane && flag(text(key), false));
  return [
    ...(missing.length > 0 ? [`Required and not set: ${missing.join(', ')}`] : []),
    ...unsupported.map((key) => `${key} is on, but CONTROL_PLANE_BASE_URL and CONTROL_PLANE_TOKEN are not both set`),
    ...(/^([1-9]\d*)?$/.test(text('LEASE_SECONDS')) ? [] : ['LEASE_SECONDS must be a whole number above 0']),
    ...(isJsonOrEmpty(text('PROVIDER_REPLY_POLICY_JSON')) ? [] : ['PROVIDER_REPLY_POLICY_JSON is not JSON']),
  ];
}

function isJsonOrEmpty(text: string): boolean {
  try {
    return text === '' || JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}

function words(list: string): readonly string[] {
  return list
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '');
}
