import type { LaravelCommand, LaravelServer } from '@app/contracts';

/** A server as Laravel's contract shows it (section 9): running, heard, with an agent. */
export function laravelServer(overrides: Partial<LaravelServer> = {}): LaravelServer {
  return {
    id: 17,
    name: 'probe-ams-2',
    ip_address: '198.51.100.24',
    environment: 'prod',
    region: 'eu-west',
    last_heartbeat_at: '2026-03-02T08:14:05.000000Z',
    status: 'online',
    is_active: true,
    drain_mode: false,
    max_concurrency: 4,
    helo_name: 'mx-out.sample.test',
    mail_from_address: 'probe@sample.test',
    identity_domain: 'sample.test',
    verifier_domain_id: 3,
    verifier_domain: 'sample.test',
    worker_pool_id: 2,
    worker_pool_slug: 'gmail-slow',
    worker_pool_name: 'Gmail slow',
    notes: null,
    process_control_mode: 'agent_systemd',
    agent_enabled: true,
    agent_base_url: 'http://198.51.100.24:9713',
    agent_timeout_seconds: 8,
    agent_verify_tls: true,
    agent_service_name: 'vev-worker.service',
    last_agent_seen_at: '2026-03-02T07:58:11.000000Z',
    last_agent_error: null,
    latest_provisioning_bundle: null,
    process_state: 'running',
    heartbeat_state: 'healthy',
    last_transition_at: '2026-03-02T07:58:11.000000Z',
    last_command_status: 'success',
    last_command_request_id: 'req-7f21',
    ...overrides,
  };
}

/** A command that succeeded. */
export function laravelCommand(overrides: Partial<LaravelCommand> = {}): LaravelCommand {
  return {
    id: '0195562e-93c1-7c0e-8a55-0f7e2b6d9c10',
    engine_server_id: 17,
    action: 'restart',
    status: 'success',
    source: 'alex',
    request_id: 'req-90',
    idempotency_key: 'k-90',
    agent_command_id: 'b0a7e9c4-0a35-4a2b-8f0e-7a5a5d7e2f60',
    reason: null,
    error_message: null,
    started_at: '2026-03-02T08:20:00.000000Z',
    finished_at: '2026-03-02T08:20:01.000000Z',
    created_at: '2026-03-02T08:20:00.000000Z',
    updated_at: '2026-03-02T08:20:01.000000Z',
    ...overrides,
  };
}
