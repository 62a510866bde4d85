import { bundleRecord } from '../bundles/bundle-record.js';
import { commandRecord } from '../commands/command-record.js';
import { poolRecord } from '../pools/pool-record.js';
import { at, bundleRow, commandRow, domainRow, poolRow, serverRow } from '../testing/rows.js';
import { serverRecord } from './server-record.js';

// The texts are the contract's examples (section 9), so that names, order and forms are all compared.
const SERVER =
  '{"id":17,"name":"probe-ams-2","ip_address":"198.51.100.24","environment":"prod","region":"eu-west","last_heartbeat_at":"2026-03-02T08:14:05.000000Z","status":"online","is_active":true,"drain_mode":false,"max_concurrency":4,"helo_name":"mx-out.sample.test","mail_from_address":"probe@sample.test","identity_domain":"sample.test","verifier_domain_id":3,"verifier_domain":"sample.test","worker_pool_id":2,"worker_pool_slug":"gmail-slow","worker_pool_name":"Gmail slow","notes":null,"process_control_mode":"agent_systemd","agent_enabled":true,"agent_base_url":"http://198.51.100.24:9713","agent_timeout_seconds":8,"agent_verify_tls":true,"agent_service_name":"vev-worker.service","last_agent_seen_at":"2026-03-02T07:58:11.000000Z","last_agent_error":null,"latest_provisioning_bundle":{"bundle_uuid":"2f1c6f0e-5b1a-4d0b-9a0b-3c9a5d9f7e11","expires_at":"2026-03-02T08:40:00.000000Z","is_expired":false,"created_at":"2026-03-02T07:40:00.000000Z"},"process_state":"running","heartbeat_state":"healthy","last_transition_at":"2026-03-02T07:58:11.000000Z","last_command_status":"success","last_command_request_id":"req-7f21"}';
const POOL =
  '{"id":2,"slug":"gmail-slow","name":"Gmail slow","description":null,"is_active":true,"is_default":false,"provider_profiles":{"generic":"standard","gmail":"low_hit","microsoft":"standard","yahoo":"warmup"},"linked_servers_count":1,"created_at":"2026-02-27T10:00:00.000000Z","updated_at":"2026-03-01T12:30:00.000000Z"}';
const COMMAND =
  '{"id":"0195562e-93c1-7c0e-8a55-0f7e2b6d9c10","engine_server_id":17,"action":"status","status":"failed","source":"alex","request_id":"req-90","idempotency_key":"k-90","agent_command_id":"b0a7e9c4-0a35-4a2b-8f0e-7a5a5d7e2f60","reason":null,"error_message":"inactive","started_at":"2026-03-02T08:20:00.000000Z","finished_at":"2026-03-02T08:20:01.000000Z","created_at":"2026-03-02T08:20:00.000000Z","updated_at":"2026-03-02T08:20:01.000000Z"}';
const EXPIRED =
  '{"bundle_uuid":"2f1c6f0e-5b1a-4d0b-9a0b-3c9a5d9f7e11","engine_server_id":17,"expires_at":"2026-03-02T08:40:00.000000Z","is_expired":true,"download_urls":[],"install_command_template":null}';

const LINKS = { appUrl: 'https://app.sample.test', appKey: 'the key' };

describe('the records', () => {
  it('show a server as the contract’s example', () => {
    const newestCommand = commandRow({ status: 'success', requestId: 'req-7f21', finishedAt: at('07:58:11') });
    const facts = {
      server: serverRow(),
      pool: poolRow(),
      domain: domainRow(),
      newestBundle: bundleRow(),
      newestCommand,
    };
    expect(JSON.stringify(serverRecord(facts, 5, at('08:15:00')))).toBe(SERVER);
  });

  it('show null for everything a server does not have', () => {
    const server = serverRow({ workerPoolId: null, verifierDomainId: null, identityDomain: 'legacy.test' });
    const facts = { server, pool: null, domain: null, newestBundle: null, newestCommand: null };
    expect(serverRecord(facts, 5, at('08:15:00'))).toMatchObject({
      identity_domain: 'legacy.test',
      verifier_domain: null,
      worker_pool_slug: null,
      latest_provisioning_bundle: null,
      last_transition_at: null,
      last_command_status: null,
    });
  });

  it('show a pool as the contract’s example', () => {
    expect(JSON.stringify(poolRecord(poolRow(), 1))).toBe(POOL);
  });

  it('show a command as the contract’s example', () => {
    expect(JSON.stringify(commandRecord(commandRow()))).toBe(COMMAND);
  });

  it('show an expired bundle as the contract’s example', () => {
    expect(JSON.stringify(bundleRecord(bundleRow(), null, LINKS, at('08:40:01')))).toBe(EXPIRED);
  });

  it('show a live bundle as the contract’s example', () => {
    const base = 'https://app.sample.test/provisioning/bundles/2f1c6f0e-5b1a-4d0b-9a0b-3c9a5d9f7e11';
    const record = bundleRecord(bundleRow(), null, LINKS, at('08:00:00'));
    const { install, env } = record.download_urls as { install: string; env: string };
    expect(install.replace(/[0-9a-f]{64}$/, '…')).toBe(`${base}/install.sh?expires=1772440800&signature=…`);
    expect(env.replace(/[0-9a-f]{64}$/, '…')).toBe(`${base}/worker.env?expires=1772440800&signature=…`);
    expect(record.install_command_template).toBe(
      `curl -fsSL "${install}" | bash -s -- --ghcr-user "<ghcr-username>" --ghcr-token "<ghcr-token>"`,
    );
    expect(Object.keys(record)).toHaveLength(6);
  });
});
