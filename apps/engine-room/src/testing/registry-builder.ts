import type {
  Operation,
  ProvisioningBundle,
  RegisteredPool,
  RegistrySource,
  RuntimeMatch,
  ServerListMeta,
  ServerRow,
  Verification,
  VerificationCheck,
} from '@app/contracts';
import type { ServerPage } from '../api/registry';
import { AT } from './fleet-builder';
import { json, type Answer, type Sent } from './open-app';

export const source = (over: Partial<RegistrySource> = {}): RegistrySource => ({
  state: 'fresh',
  fetched_at: AT,
  age_seconds: 0,
  problem: null,
  ...over,
});

export const match = (over: Partial<RuntimeMatch> = {}): RuntimeMatch => ({
  state: 'matched',
  worker_id: 'w-1',
  matched_by: 'id',
  presence: 'live',
  last_heartbeat_at: AT,
  candidates: [],
  explanation: 'The worker names this server.',
  ...over,
});

export const unmatched = (over: Partial<RuntimeMatch> = {}): RuntimeMatch =>
  match({
    state: 'unmatched',
    worker_id: null,
    matched_by: null,
    presence: null,
    last_heartbeat_at: null,
    explanation: 'No worker that reports is this server’s.',
    ...over,
  });

/** A server whose process runs, that Laravel hears, and whose worker reports here. */
export const server = (over: Partial<ServerRow> = {}): ServerRow => ({
  id: 7,
  name: 'probe-7',
  ip_address: '10.0.0.7',
  environment: 'production',
  region: null,
  is_active: true,
  drain_mode: false,
  max_concurrency: null,
  helo_name: null,
  mail_from_address: null,
  identity_domain: null,
  verifier_domain: null,
  pool: { id: 1, slug: 'default', name: 'Default' },
  notes: null,
  agent: {
    mode: 'agent_systemd',
    enabled: true,
    base_url: 'http://10.0.0.7:9713',
    timeout_seconds: 8,
    verify_tls: true,
    service_name: 'vev-worker.service',
    last_seen_at: AT,
    last_error: null,
  },
  process: { state: 'running', basis: 'agent', last_transition_at: AT },
  heartbeat: { state: 'healthy', last_at: AT, age_seconds: 0 },
  runtime: match(),
  needs_attention: false,
  attention: [],
  command_refusal: null,
  delete_lock: null,
  last_command: null,
  latest_bundle: null,
  updated_at: AT,
  ...over,
});

export const serverPage = (servers: readonly ServerRow[], over: Partial<ServerListMeta> = {}): ServerPage => ({
  data: servers,
  meta: {
    source: source(),
    counts: { all: servers.length, operational: servers.length, needs_attention: 0, matched: 1, unmatched: 0 },
    unregistered_workers: [],
    verifier_domains: [{ id: 3, domain: 'example.net' }],
    require_runtime_match: false,
    next_cursor: null,
    ...over,
  },
});

export const operation = (over: Partial<Operation> = {}): Operation => ({
  id: 'op-1',
  server_id: 7,
  action: 'restart',
  state: 'accepted',
  actor: 'ana',
  reason: '',
  accepted_at: AT,
  started_at: null,
  finished_at: null,
  output: null,
  request_id: 'req-op',
  command_id: null,
  ...over,
});

export const bundle = (over: Partial<ProvisioningBundle> = {}): ProvisioningBundle => ({
  bundle_uuid: 'b-1',
  server_id: 7,
  expires_at: AT,
  is_expired: false,
  seconds_left: 3_600,
  install_command: 'curl -fsSL "https://app.example/install.sh" | bash',
  install_stages: null,
  ...over,
});

export const expiredBundle = (): ProvisioningBundle =>
  bundle({ is_expired: true, seconds_left: 0, install_command: null });

export const check = (over: Partial<VerificationCheck> = {}): VerificationCheck => ({
  check: 'agent_reachable',
  result: 'pass',
  evidence: 'The agent answered.',
  at: AT,
  advice: null,
  ...over,
});

export const verification = (over: Partial<Verification> = {}): Verification => ({
  server_id: 7,
  bundle_uuid: 'b-1',
  trigger: 'button',
  actor: 'ana',
  started_at: AT,
  finished_at: AT,
  checks: [check()],
  result: 'pass',
  ...over,
});

export const registeredPool = (over: Partial<RegisteredPool> = {}): RegisteredPool => ({
  id: 1,
  slug: 'default',
  name: 'Default',
  description: null,
  is_active: true,
  is_default: true,
  provider_profiles: { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' },
  linked_servers_count: 0,
  linked_servers: [],
  runtime: null,
  archive_lock: 'The default pool cannot be archived.',
  created_at: AT,
  updated_at: AT,
  ...over,
});

export const problem = (status: number, title: string, detail: string, fields: readonly object[] = []): Response =>
  json({ type: `/problems/${title}`, title, status, detail, error: detail, request_id: 'req-9', fields }, status);

type Route = (sent: Sent) => Response | Promise<Response>;

/**
 * A registry with one server, one pool, no bundle and no command. `routes` answers otherwise, by `METHOD path` without
 * the `/api` in front.
 */
export function registry(routes: Readonly<Record<string, Route>> = {}): Answer {
  const usual: Readonly<Record<string, Route>> = {
    'GET /servers': () => json(serverPage([server()])),
    'GET /servers/7': () => json({ data: server(), meta: { source: source() } }),
    'GET /servers/7/commands': () => json({ data: [] }),
    'GET /servers/7/verification': () => json({ data: null }),
    'GET /servers/7/provisioning-bundles/latest': () => json({ data: null }),
    'GET /pool-registry': () => json({ data: [registeredPool()], meta: { source: source() } }),
    'GET /provisioning-credentials': () =>
      json({
        data: { ghcr_username: 'bot', ghcr_token_configured: true, ghcr_token_masked: '******', updated_at: null },
      }),
  };
  return (sent) => {
    const name = `${sent.method} ${sent.path.replace('/api', '')}`;
    const route = routes[name] ?? usual[name];
    return route ? route(sent) : problem(404, 'not_found', `There is no ${name}.`);
  };
}

/** The server's page and list, with this server in them. */
export const having = (row: ServerRow): Readonly<Record<string, Route>> => ({
  'GET /servers': () => json(serverPage([row])),
  'GET /servers/7': () => json({ data: row, meta: { source: source() } }),
});
