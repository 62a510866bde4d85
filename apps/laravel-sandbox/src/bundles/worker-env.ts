import type { EngineServerRow } from '../database/rows.js';

export interface WorkerEnvFacts {
  readonly appUrl: string;
  /** Plain. */
  readonly token: string;
  readonly server: Pick<
    EngineServerRow,
    'id' | 'ipAddress' | 'name' | 'environment' | 'region' | 'heloName' | 'mailFromAddress'
  >;
  readonly identityDomain: string | null;
  readonly poolSlug: string;
  readonly controlPlane: { readonly baseUrl: string; readonly token: string } | null;
}

/** The text of `worker.env`: keys, order and conditions of contract 5.4, a line each and unquoted. */
export function workerEnv({ appUrl, token, server, identityDomain, poolSlug, controlPlane }: WorkerEnvFacts): string {
  const lines: readonly (readonly [string, string | number | null])[] = [
    ['ENGINE_API_BASE_URL', appUrl],
    ['ENGINE_API_TOKEN', token],
    ['ENGINE_SERVER_IP', server.ipAddress],
    ['ENGINE_SERVER_NAME', server.name],
    ['WORKER_ID', server.id],
    ['WORKER_POOL', poolSlug],
    ['LARAVEL_HEARTBEAT_ENABLED', 'true'],
    ['LARAVEL_HEARTBEAT_EVERY_N', 10],
    ['ENGINE_SERVER_ENV', server.environment],
    ['ENGINE_SERVER_REGION', server.region],
    ['HELO_NAME', server.heloName],
    ['MAIL_FROM_ADDRESS', server.mailFromAddress],
    ['IDENTITY_DOMAIN', identityDomain],
    ['CONTROL_PLANE_BASE_URL', controlPlane?.baseUrl ?? null],
    ['CONTROL_PLANE_TOKEN', controlPlane?.token ?? null],
    ['CONTROL_PLANE_HEARTBEAT_ENABLED', controlPlane && 'true'],
    ['CONTROL_PLANE_POLICY_SYNC_ENABLED', controlPlane && 'true'],
  ];
  return lines.flatMap(([key, value]) => (value === null ? [] : [`${key}=${oneLine(String(value))}\n`])).join('');
}

/** A value with a line break would write keys of its own. */
function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, ' ');
}
