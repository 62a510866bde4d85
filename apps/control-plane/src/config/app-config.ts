import { hostname } from 'node:os';
import type { LaravelClientOptions } from '@app/laravel-client';
import type { Environment } from './environment.js';
import type { RedisAddress } from './redis-address.js';

/** Tokens of one scope: the present one and, while a rotation lasts, the former one. */
export type TokenList = readonly string[];

export interface Tokens {
  readonly operator: TokenList;
  readonly worker: TokenList;
  readonly viewer: TokenList;
}

/** Rates 0..1 from which a provider counts as `warning` or `critical`. */
export interface RateThresholds {
  readonly warn: number;
  readonly critical: number;
}

/** How policies are rolled out. Rates and shares are 0..1. */
export interface PolicySettings {
  readonly strictValidation: boolean;
  readonly shadowGateEnforced: boolean;
  /** How many of the newest traces a shadow run replays. */
  readonly shadowTraces: number;
  readonly autopilot: boolean;
  readonly autopilotDryRun: boolean;
  readonly canary: CanarySettings;
}

export interface CanarySettings {
  readonly windowMs: number;
  readonly requiredHealthyWindows: number;
  /** On each side, before a provider is judged. */
  readonly minimumWorkers: number;
  readonly minimumSample: number;
  readonly unknownRegression: number;
  readonly recoveryDrop: number;
  readonly policyBlockSpike: number;
}

/** The whole configuration, read once at boot. Also the injection token. */
export class AppConfig {
  readonly port: number;
  readonly replica: string;
  readonly tokens: Tokens;
  readonly trustedProxies: number;
  readonly redis: RedisAddress;
  /** How long a beat counts as live; Infinity when it never expires. */
  readonly heartbeatTtlMs: number;
  readonly heartbeatGraceMs: number;
  readonly staleWorkerMs: number;
  /** Beats of further workers are refused. */
  readonly maxWorkers: number;
  readonly stuckDesiredGraceMs: number;
  readonly shutdownTimeoutMs: number;
  readonly writeTimeoutMs: number;
  readonly toggles: {
    readonly alerts: boolean;
    readonly autoActions: boolean;
    readonly autoscale: boolean;
    readonly providerPolicyEngine: boolean;
    readonly adaptiveRetry: boolean;
    readonly providerAutoprotect: boolean;
  };
  readonly providerThresholds: {
    readonly tempfail: RateThresholds;
    readonly reject: RateThresholds;
    readonly unknown: RateThresholds;
  };
  readonly policies: PolicySettings;
  readonly laravel: LaravelClientOptions;
  /** Warn of registered servers without a matched worker. */
  readonly requireRuntimeMatch: boolean;
  readonly docsUrl: string;
  readonly perWorkerMetrics: boolean;

  constructor(environment: Environment, processId: number) {
    this.port = environment.PORT;
    this.replica = environment.CONTROL_PLANE_INSTANCE_ID || `${hostname()}-${processId}`;
    this.tokens = tokensOf(environment);
    this.trustedProxies = environment.TRUSTED_PROXIES;
    this.redis = redisOf(environment);
    const ttlSeconds = environment.HEARTBEAT_TTL_SECONDS;
    this.heartbeatTtlMs = ttlSeconds > 0 ? ttlSeconds * 1_000 : Infinity;
    this.heartbeatGraceMs = environment.ALERT_HEARTBEAT_GRACE_SECONDS * 1_000;
    this.maxWorkers = environment.MAX_WORKERS;
    this.staleWorkerMs = environment.STALE_WORKER_TTL_SECONDS * 1_000;
    this.stuckDesiredGraceMs = environment.STUCK_DESIRED_GRACE_SECONDS * 1_000;
    this.shutdownTimeoutMs = environment.SHUTDOWN_TIMEOUT_SECONDS * 1_000;
    this.writeTimeoutMs = (environment.SSE_WRITE_TIMEOUT_SECONDS || 15) * 1_000; // contract 1.1: 0 means 15 s
    this.toggles = togglesOf(environment);
    this.providerThresholds = thresholdsOf(environment);
    this.policies = policiesOf(environment);
    this.laravel = laravelOf(environment);
    this.requireRuntimeMatch = environment.GO_SERVER_REGISTRY_REQUIRE_RUNTIME_MATCH;
    this.docsUrl = environment.OPS_DOCS_URL;
    this.perWorkerMetrics = environment.PER_WORKER_METRICS_ENABLED;
  }
}

function tokensOf(environment: Environment): Tokens {
  const set = (...tokens: readonly string[]) => tokens.filter((token) => token !== '');
  return {
    operator: set(environment.CONTROL_PLANE_TOKEN, environment.CONTROL_PLANE_TOKEN_PREVIOUS),
    worker: set(environment.CONTROL_PLANE_WORKER_TOKEN, environment.CONTROL_PLANE_WORKER_TOKEN_PREVIOUS),
    viewer: set(environment.CONTROL_PLANE_VIEWER_TOKEN, environment.CONTROL_PLANE_VIEWER_TOKEN_PREVIOUS),
  };
}

function redisOf(environment: Environment): RedisAddress {
  const address = environment.REDIS_ADDR;
  return {
    ...address,
    password: address.password ?? (environment.REDIS_PASSWORD || null),
    database: address.database ?? environment.REDIS_DB,
  };
}

function togglesOf(environment: Environment): AppConfig['toggles'] {
  return {
    alerts: environment.ALERTS_ENABLED,
    autoActions: environment.AUTO_ACTIONS_ENABLED,
    autoscale: environment.AUTOSCALE_ENABLED,
    providerPolicyEngine: environment.PROVIDER_POLICY_ENGINE_ENABLED,
    adaptiveRetry: environment.ADAPTIVE_RETRY_ENABLED,
    providerAutoprotect: environment.PROVIDER_AUTOPROTECT_ENABLED,
  };
}

function thresholdsOf(environment: Environment): AppConfig['providerThresholds'] {
  return {
    tempfail: { warn: environment.PROVIDER_TEMPFAIL_WARN_RATE, critical: environment.PROVIDER_TEMPFAIL_CRITICAL_RATE },
    reject: { warn: environment.PROVIDER_REJECT_WARN_RATE, critical: environment.PROVIDER_REJECT_CRITICAL_RATE },
    unknown: { warn: environment.PROVIDER_UNKNOWN_WARN_RATE, critical: environment.PROVIDER_UNKNOWN_CRITICAL_RATE },
  };
}

function policiesOf(environment: Environment): PolicySettings {
  const seconds = environment.POLICY_CANARY_WINDOW_SECONDS || environment.POLICY_CANARY_WINDOW_MINUTES * 60;
  return {
    strictValidation: environment.POLICY_PAYLOAD_STRICT_VALIDATION_ENABLED,
    shadowGateEnforced: environment.POLICY_SHADOW_PROMOTE_GATE_ENFORCED,
    shadowTraces: environment.POLICY_SHADOW_TRACES,
    autopilot: environment.POLICY_CANARY_AUTOPILOT_ENABLED,
    autopilotDryRun: environment.POLICY_CANARY_AUTOPILOT_DRY_RUN,
    canary: {
      windowMs: seconds * 1_000,
      requiredHealthyWindows: environment.POLICY_CANARY_REQUIRED_HEALTH_WINDOWS,
      minimumWorkers: environment.POLICY_CANARY_MIN_PROVIDER_WORKERS,
      minimumSample: environment.POLICY_CANARY_MIN_SAMPLE,
      unknownRegression: environment.POLICY_CANARY_UNKNOWN_REGRESSION_THRESHOLD,
      recoveryDrop: environment.POLICY_CANARY_TEMPFAIL_RECOVERY_DROP_THRESHOLD,
      policyBlockSpike: environment.POLICY_CANARY_POLICY_BLOCK_SPIKE_THRESHOLD,
    },
  };
}

function laravelOf(environment: Environment): LaravelClientOptions {
  const api = environment.LARAVEL_API_BASE_URL;
  const half = (baseUrl: string, token: string) =>
    baseUrl === '' || token.trim() === '' ? null : { baseUrl, token: token.trim() };
  return {
    internal: half(environment.LARAVEL_INTERNAL_API_BASE_URL || api, environment.LARAVEL_INTERNAL_API_TOKEN),
    verifier: half(api, environment.LARAVEL_VERIFIER_TOKEN),
    timeoutMs: environment.LARAVEL_INTERNAL_API_TIMEOUT_SECONDS * 1_000,
    retryMax: environment.LARAVEL_INTERNAL_API_RETRY_MAX,
    retryBackoffMs: environment.LARAVEL_INTERNAL_API_RETRY_BACKOFF_MS,
  };
}
