/*
 * Answers as the contract gives them (section 9), as plain values.
 */

export const SERVER = {
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
  latest_provisioning_bundle: {
    bundle_uuid: '2f1c6f0e-5b1a-4d0b-9a0b-3c9a5d9f7e11',
    expires_at: '2026-03-02T08:40:00.000000Z',
    is_expired: false,
    created_at: '2026-03-02T07:40:00.000000Z',
  },
  process_state: 'running',
  heartbeat_state: 'healthy',
  last_transition_at: '2026-03-02T07:58:11.000000Z',
  last_command_status: 'success',
  last_command_request_id: 'req-7f21',
};

export const SERVER_LIST = { data: { servers: [SERVER], verifier_domains: [{ id: 3, domain: 'sample.test' }] } };

export const POOL = {
  id: 2,
  slug: 'gmail-slow',
  name: 'Gmail slow',
  description: null,
  is_active: true,
  is_default: false,
  provider_profiles: { generic: 'standard', gmail: 'low_hit', microsoft: 'standard', yahoo: 'warmup' },
  linked_servers_count: 1,
  created_at: '2026-02-27T10:00:00.000000Z',
  updated_at: '2026-03-01T12:30:00.000000Z',
};

const LINKS = 'https://app.sample.test/provisioning/bundles/2f1c6f0e-5b1a-4d0b-9a0b-3c9a5d9f7e11';
export const BUNDLE = {
  bundle_uuid: '2f1c6f0e-5b1a-4d0b-9a0b-3c9a5d9f7e11',
  engine_server_id: 17,
  expires_at: '2026-03-02T08:40:00.000000Z',
  is_expired: false,
  download_urls: {
    install: `${LINKS}/install.sh?expires=1772440800&signature=ab12`,
    env: `${LINKS}/worker.env?expires=1772440800&signature=cd34`,
  },
  install_command_template: `curl -fsSL "${LINKS}/install.sh?expires=1772440800&signature=ab12" | bash -s --`,
};
export const EXPIRED_BUNDLE = { ...BUNDLE, is_expired: true, download_urls: [], install_command_template: null };

export const COMMAND = {
  id: '0195562e-93c1-7c0e-8a55-0f7e2b6d9c10',
  engine_server_id: 17,
  action: 'status',
  status: 'failed',
  source: 'alex',
  request_id: 'req-90',
  idempotency_key: 'k-90',
  agent_command_id: 'b0a7e9c4-0a35-4a2b-8f0e-7a5a5d7e2f60',
  reason: null,
  error_message: 'inactive',
  started_at: '2026-03-02T08:20:00.000000Z',
  finished_at: '2026-03-02T08:20:01.000000Z',
  created_at: '2026-03-02T08:20:00.000000Z',
  updated_at: '2026-03-02T08:20:01.000000Z',
};

export const CREDENTIALS = {
  ghcr_username: 'ci-bot',
  ghcr_token_configured: true,
  ghcr_token_masked: '******',
  updated_at: '2026-03-01T09:00:00.000000Z',
};

export const TRACE = {
  id: 4021,
  verification_job_id: '0195562e-93c1-7c0e-8a55-000000000001',
  verification_job_chunk_id: '0195562e-93c1-7c0e-8a55-000000000002',
  email_hash: '8968f6b80e0917c7f65fb96bda131a6043b715374a69a0b9d469e8fccb4cf7a4',
  provider: 'generic',
  policy_version: 'v4.2',
  matched_rule_id: 'generic-smtp-421-452-retry',
  decision_class: 'unknown',
  smtp_code: null,
  enhanced_code: null,
  retry_strategy: null,
  reason_tag: 'provider_tempfail_unresolved',
  confidence_hint: 'medium',
  session_strategy_id: null,
  attempt_route: {
    route: 'mx:mx1.alpha.test',
    mx_host: 'mx1.alpha.test',
    attempt_number: 1,
    worker_id: '17',
    pool: 'smtp-generic',
    preferred_pool: 'smtp-generic',
    provider: 'generic',
    routing_provider: 'generic',
  },
  attempt_chain: [
    {
      attempt_number: 1,
      mx_host: 'mx1.alpha.test',
      attempt_route: 'mx:mx1.alpha.test',
      decision_class: 'retryable',
      reason_code: 'smtp_tempfail',
      reason_tag: 'unknown_transient',
      retry_strategy: 'greylist',
      smtp_code: 451,
      enhanced_code: '4.7.1',
      provider_profile: 'generic',
      confidence_hint: 'medium',
      evidence_strength: 'medium',
      worker_id: '17',
      pool: 'smtp-generic',
      provider: 'generic',
    },
  ],
  observed_at: '2026-03-02T08:00:00.000000Z',
  created_at: '2026-03-02T08:00:00.000000Z',
};

/** What the form of a server sends. */
export const SERVER_INPUT = {
  name: 'probe-ams-2',
  ip_address: '198.51.100.24',
  environment: 'prod',
  region: null,
  is_active: true,
  drain_mode: false,
  max_concurrency: null,
  helo_name: null,
  mail_from_address: null,
  verifier_domain_id: null,
  worker_pool_id: 2,
  notes: null,
  process_control_mode: 'agent_systemd',
  agent_enabled: true,
  agent_base_url: null,
  agent_timeout_seconds: 8,
  agent_verify_tls: true,
  agent_service_name: 'vev-worker.service',
} as const;

export const POOL_INPUT = {
  slug: 'gmail-slow',
  name: 'Gmail slow',
  description: null,
  is_active: true,
  provider_profiles: { generic: 'standard', gmail: 'low_hit', microsoft: 'standard', yahoo: 'warmup' },
} as const;
