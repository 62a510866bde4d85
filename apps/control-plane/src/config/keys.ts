import { decimal, flag, integer, secret, text } from '@app/service';
import { redisAddress } from './redis-address.js';

/** Every environment key the service reads (contract, section 11), and the few that are new. */
export const KEYS = {
  PORT: integer({ min: 1, max: 65_535, meaning: 'Port to listen on, all interfaces' }),
  CONTROL_PLANE_TOKEN: secret(
    undefined,
    'Operator token: everything; workers may use it too. Used as it is, not trimmed',
  ),
  CONTROL_PLANE_TOKEN_PREVIOUS: secret('', 'Former operator token, accepted while a rotation lasts'),
  CONTROL_PLANE_WORKER_TOKEN: secret('', 'Token for workers: heartbeat and policies only'),
  CONTROL_PLANE_WORKER_TOKEN_PREVIOUS: secret('', 'Former worker token'),
  CONTROL_PLANE_VIEWER_TOKEN: secret('', 'Token that may read everything and change nothing'),
  CONTROL_PLANE_VIEWER_TOKEN_PREVIOUS: secret('', 'Former viewer token'),
  CONTROL_PLANE_INSTANCE_ID: text('', 'Name of this replica; host name and process id when empty'),
  TRUSTED_PROXIES: integer({
    fallback: 0,
    min: 0,
    max: 10,
    meaning: 'Reverse proxies in front; the port must then be reachable by them alone',
  }),

  REDIS_ADDR: redisAddress('`host:port`, or `redis://` or `rediss://` with user, password and database'),
  REDIS_PASSWORD: secret('', 'Password of Redis, when it is not in the address'),
  REDIS_DB: integer({ fallback: 0, min: 0, meaning: 'Database number' }),
  MYSQL_DSN: secret('', 'Accepted for compatibility and not used: history is kept in Redis'),

  HEARTBEAT_TTL_SECONDS: integer({ fallback: 60, meaning: 'How long a beat counts as live; 0 or less means for ever' }),
  SHUTDOWN_TIMEOUT_SECONDS: integer({ fallback: 10, min: 0, meaning: 'Time for requests in flight when stopping' }),
  SSE_WRITE_TIMEOUT_SECONDS: integer({
    fallback: 0,
    min: 0,
    meaning: 'Time limit for writing an answer; 0 means 15 s',
  }),

  MAX_WORKERS: integer({
    fallback: 50_000,
    min: 1,
    meaning: 'Workers known at once; beats of further ones are refused',
  }),
  STALE_WORKER_TTL_SECONDS: integer({
    fallback: 86_400,
    fallbackBelow: 1,
    meaning: 'When a silent worker is forgotten',
  }),
  STUCK_DESIRED_GRACE_SECONDS: integer({ fallback: 600, fallbackBelow: 1, meaning: 'Time to reach a desired state' }),
  ALERT_HEARTBEAT_GRACE_SECONDS: integer({
    fallback: 120,
    fallbackBelow: 1,
    meaning: 'Silence until a worker counts as offline',
  }),

  ALERTS_ENABLED: flag(false, 'Seed of the setting: send alerts'),
  AUTO_ACTIONS_ENABLED: flag(false, 'Seed of the setting: automatic drain and quarantine'),
  AUTOSCALE_ENABLED: flag(false, 'Seed of the setting: change desired counts automatically'),
  PROVIDER_POLICY_ENGINE_ENABLED: flag(false, 'Seed of the setting: workers use provider reply rules'),
  ADAPTIVE_RETRY_ENABLED: flag(false, 'Seed of the setting: workers use provider-dependent waits'),
  PROVIDER_AUTOPROTECT_ENABLED: flag(false, 'Seed of the setting: automatic provider modes'),
  PROVIDER_TEMPFAIL_WARN_RATE: decimal({ fallback: 0.3, min: 0, meaning: 'Seed of the setting, a rate 0..1' }),
  PROVIDER_TEMPFAIL_CRITICAL_RATE: decimal({ fallback: 0.55, min: 0, meaning: 'Seed of the setting, a rate 0..1' }),
  PROVIDER_REJECT_WARN_RATE: decimal({ fallback: 0.2, min: 0, meaning: 'Seed of the setting, a rate 0..1' }),
  PROVIDER_REJECT_CRITICAL_RATE: decimal({ fallback: 0.4, min: 0, meaning: 'Seed of the setting, a rate 0..1' }),
  PROVIDER_UNKNOWN_WARN_RATE: decimal({ fallback: 0.2, min: 0, meaning: 'Seed of the setting, a rate 0..1' }),
  PROVIDER_UNKNOWN_CRITICAL_RATE: decimal({ fallback: 0.35, min: 0, meaning: 'Seed of the setting, a rate 0..1' }),

  POLICY_PAYLOAD_STRICT_VALIDATION_ENABLED: flag(true, 'Check the payload of a version before it is activated'),
  POLICY_SHADOW_PROMOTE_GATE_ENFORCED: flag(false, 'Refuse to promote what no shadow run found harmless'),
  POLICY_SHADOW_TRACES: integer({
    fallback: 20_000,
    min: 100,
    max: 100_000,
    meaning: 'Newest decision traces that a shadow run replays; Laravel hands out 100 a call',
  }),
  POLICY_CANARY_AUTOPILOT_ENABLED: flag(false, 'Seed of the setting: widen or take back a canary automatically'),
  POLICY_CANARY_AUTOPILOT_DRY_RUN: flag(false, 'The autopilot only says what it would do'),
  POLICY_CANARY_WINDOW_MINUTES: integer({ fallback: 15, min: 1, meaning: 'Seed of the setting: a judged window' }),
  POLICY_CANARY_WINDOW_SECONDS: integer({
    fallback: 0,
    min: 0,
    meaning: 'Window in seconds instead, for drills and demonstrations; 0 means the minutes count',
  }),
  POLICY_CANARY_REQUIRED_HEALTH_WINDOWS: integer({
    fallback: 4,
    min: 1,
    meaning: 'Seed of the setting: healthy windows before a step up',
  }),
  POLICY_CANARY_MIN_PROVIDER_WORKERS: integer({
    fallback: 1,
    min: 1,
    meaning: 'Seed of the setting: workers on each side before a provider is judged',
  }),
  POLICY_CANARY_MIN_SAMPLE: integer({
    fallback: 300,
    min: 1,
    meaning: 'Probes on each side before a verdict is given',
  }),
  POLICY_CANARY_UNKNOWN_REGRESSION_THRESHOLD: decimal({
    fallback: 0.05,
    min: 0,
    meaning: 'Seed of the setting: allowed rise of the unknown rate',
  }),
  POLICY_CANARY_TEMPFAIL_RECOVERY_DROP_THRESHOLD: decimal({
    fallback: 0.1,
    min: 0,
    meaning: 'Seed of the setting: allowed fall of the recovery, and rise of temporary failures',
  }),
  POLICY_CANARY_POLICY_BLOCK_SPIKE_THRESHOLD: decimal({
    fallback: 0.1,
    min: 0,
    meaning: 'Seed of the setting: allowed rise of the policy-block rate',
  }),

  LARAVEL_API_BASE_URL: text('', "Laravel's address: policy payloads, and the fallback of the next but one"),
  LARAVEL_VERIFIER_TOKEN: secret('', 'Token of a verifier-service user; without it no policy payload can be read'),
  LARAVEL_INTERNAL_API_BASE_URL: text('', "Laravel's internal API; LARAVEL_API_BASE_URL when empty"),
  LARAVEL_INTERNAL_API_TOKEN: secret('', 'Token of the internal API; without it servers and pools are not configured'),
  LARAVEL_INTERNAL_API_TIMEOUT_SECONDS: integer({
    fallback: 5,
    min: 1,
    max: 60,
    meaning: 'Time limit of one attempt; commands to hosts have 45 s',
  }),
  LARAVEL_INTERNAL_API_RETRY_MAX: integer({
    fallback: 2,
    min: 0,
    max: 10,
    meaning: 'Further attempts of reads, within a budget; writes are sent once',
  }),
  LARAVEL_INTERNAL_API_RETRY_BACKOFF_MS: integer({
    fallback: 250,
    min: 0,
    max: 10_000,
    meaning: 'Longest wait before the first further attempt; grows with each',
  }),
  GO_SERVER_REGISTRY_REQUIRE_RUNTIME_MATCH: flag(false, 'Warn of registered servers without a matched worker'),

  OPS_DOCS_URL: text('', 'Accepted; the app has no Docs link yet'),
  PER_WORKER_METRICS_ENABLED: flag(false, 'Publish a metrics series for each worker'),
} as const;
