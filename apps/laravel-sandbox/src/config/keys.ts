import { flag, integer, secret, text } from '@app/service';
import { applicationKey, origin, plainToken } from './key-kinds.js';

/** Every environment key of the sandbox. Names and defaults are those of the Laravel application, except `SANDBOX_*`. */
export const KEYS = {
  PORT: integer({
    fallback: 9090,
    min: 0,
    max: 65_535,
    meaning: 'Port to listen on; 0 takes a free one',
  }),
  DATA_DIR: text('.data/laravel-sandbox', 'Directory of the database and of stored files; made when absent'),
  APP_URL: origin('http://127.0.0.1:9090', 'The one origin that signed links are made for and work through'),
  APP_KEY: applicationKey(16, 'Key of signed links and of encrypted columns; at least 16 characters'),
  APP_DEBUG: flag(false, 'Adds exception, file, line and trace to framework errors'),

  GO_CONTROL_PLANE_INTERNAL_API_TOKEN: secret('', 'Shared secret of /api/internal; empty answers 503'),
  GO_CONTROL_PLANE_INTERNAL_API_RATE_LIMIT_PER_MINUTE: integer({
    fallback: 240,
    min: 1,
    clamped: true,
    meaning: 'Calls of /api/internal per minute and address',
  }),
  GO_CONTROL_PLANE_BASE_URL: text('', 'Address of the control plane that goes into worker.env'),
  GO_CONTROL_PLANE_TOKEN: secret('', 'Token for the control plane that goes into worker.env'),
  VERIFIER_API_RATE_PER_MINUTE: integer({
    fallback: 120,
    min: 1,
    clamped: true,
    meaning: 'Calls of /api/verifier per minute and user',
  }),
  VERIFIER_ENGINE_HEARTBEAT_MINUTES: integer({
    fallback: 5,
    min: 1,
    clamped: true,
    meaning: 'How long a server counts as online after a heartbeat, in minutes',
  }),

  ENGINE_WORKER_REGISTRY: text('', 'Registry of the worker image; bundles need it'),
  ENGINE_WORKER_IMAGE: text('', 'Worker image; bundles need it'),
  ENGINE_WORKER_ENV_PATH: text('', 'Where the installer writes worker.env; bundles need it'),
  ENGINE_WORKER_PROVISIONING_TTL_MINUTES: integer({
    fallback: 60,
    min: 1,
    clamped: true,
    meaning: 'How long a bundle can be downloaded, in minutes',
  }),
  ENGINE_WORKER_AGENT_PORT: integer({
    fallback: 9713,
    min: 1,
    max: 65_535,
    clamped: true,
    meaning: 'Port of the agent in addresses that are made from a server IP',
  }),
  ENGINE_SERVER_AGENT_TOKEN: secret('', 'Bearer token of every agent'),
  ENGINE_SERVER_AGENT_HMAC_SECRET: secret('', 'Signing secret of every agent'),
  ENGINE_SERVER_AGENT_TIMEOUT_SECONDS: integer({
    fallback: 8,
    min: 2,
    max: 30,
    clamped: true,
    meaning: 'Time for a command when the server names none, in seconds',
  }),
  ENGINE_LEASE_SECONDS: integer({ fallback: 600, min: 1, meaning: 'Lease of a claimed chunk, in seconds' }),
  ENGINE_MAX_ATTEMPTS: integer({ fallback: 3, min: 1, meaning: 'Failures after which a chunk is not tried again' }),
  ENGINE_SIGNED_URL_EXPIRY_SECONDS: integer({
    fallback: 300,
    min: 1,
    meaning: 'Life of links to chunk files, in seconds',
  }),
  PROBE_PREFERRED_POOLS: text('', 'Preferred pools of probe chunks as `provider:pool,…`'),

  SANDBOX_BIND: text('127.0.0.1', 'Address to listen on: this machine alone; 0.0.0.0 is all interfaces'),
  SANDBOX_HOST_FILES: text('', 'Directory with agent.mjs and worker.mjs, which bundles offer; bundles need it'),
  SANDBOX_VERIFIER_TOKEN: plainToken('A token of the verifier service that is valid from the start, `<id>|<text>`'),
  SANDBOX_STRICT_QUIRKS: flag(false, 'Reproduces the behaviour of the real application that hurts people'),
  SANDBOX_CHUNKS_PER_MINUTE: integer({
    fallback: 6,
    min: 0,
    max: 600,
    meaning: 'Chunks generated per minute; 0 = none',
  }),
} as const;
