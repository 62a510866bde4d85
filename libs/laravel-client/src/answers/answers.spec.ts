import {
  BUNDLE,
  COMMAND,
  CREDENTIALS,
  EXPIRED_BUNDLE,
  POOL,
  SERVER,
  SERVER_LIST,
  TRACE,
} from '../testing/contract-examples.js';
import { BrokenAnswer } from './broken-answer.js';
import { policyPayloadFrom } from './policy-payload-answer.js';
import { poolFrom, poolListFrom } from './pool-answers.js';
import { bundleFrom, commandFrom, credentialsFrom, registryTokenFrom } from './provisioning-answers.js';
import { serverFrom, serverListFrom } from './server-answers.js';
import { tracePageFrom } from './trace-answers.js';

/** A copy to spoil: checks take unknown fields out of what they are given. */
const copy = <T>(value: T): T => structuredClone(value);
const data = <T>(value: T) => copy({ data: value });

function brokenField(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof BrokenAnswer) return error.fields[0]?.field ?? error.code;
    throw error;
  }
  return 'none';
}

describe("the contract's examples", () => {
  it('are read as they are', () => {
    expect(serverListFrom(copy(SERVER_LIST))).toEqual(SERVER_LIST.data);
    expect(poolListFrom(data([POOL]))).toEqual([POOL]);
    expect(commandFrom(data(COMMAND))).toEqual(COMMAND);
    expect(credentialsFrom(data(CREDENTIALS))).toEqual(CREDENTIALS);
    expect(registryTokenFrom(data({ ghcr_token: 'tok_abc' }))).toBe('tok_abc');
    expect(tracePageFrom({ ...data([TRACE]), meta: { limit: 25, next_before_id: 4021 } })).toEqual({
      traces: [TRACE],
      next_before_id: 4021,
    });
  });

  it('are read without links when a bundle is expired, whatever PHP makes of an empty map', () => {
    expect(bundleFrom(data(BUNDLE))).toEqual({ ...BUNDLE, install_stages: null });
    expect(bundleFrom(data(EXPIRED_BUNDLE)).download_urls).toBeNull();
    expect(bundleFrom(data({ ...EXPIRED_BUNDLE, download_urls: null })).download_urls).toBeNull();
  });
});

describe('what is tolerated', () => {
  it('is every field nobody knows; it does not travel on', () => {
    expect(serverFrom(data({ ...SERVER, secret_plan: 1 }))).toEqual(SERVER);
  });

  it('is null where a server was only just made', () => {
    const server = serverFrom(data({ ...SERVER, is_active: null, latest_provisioning_bundle: null }));
    expect(server).toMatchObject({ is_active: false, latest_provisioning_bundle: null });
    expect(poolFrom(data({ ...POOL, linked_servers_count: null, is_default: null }))).toMatchObject({
      linked_servers_count: 0,
      is_default: false,
    });
    expect(credentialsFrom(data({ ...CREDENTIALS, ghcr_username: null })).ghcr_username).toBe('');
  });

  it('is a trace of an older worker', () => {
    const old = { ...TRACE, attempt_route: [], attempt_chain: [{ smtp_code: 451 }] };
    const page = tracePageFrom({ ...data([old]), meta: { limit: 25, next_before_id: null } });
    expect(page.traces[0]?.attempt_route).toBeNull();
    expect(page.traces[0]?.attempt_chain[0]).toMatchObject({ smtp_code: 451, mx_host: null });
  });

  it('is the report of an installer', () => {
    const stages = [{ stage: 'prepare', status: 'done', detail: null, at: '2026-03-02T08:00:00.000000Z' }];
    expect(bundleFrom(data({ ...BUNDLE, install_stages: stages })).install_stages).toEqual(stages);
  });
});

describe('what is not', () => {
  it.each([
    ['data.servers[1].process_state', { process_state: 'resting' }],
    ['data.servers[1].agent_timeout_seconds', { agent_timeout_seconds: '8' }],
    ['data.servers[1].last_heartbeat_at', { last_heartbeat_at: 'yesterday' }],
    ['data.servers[1].heartbeat_state', { heartbeat_state: undefined }],
    [
      'data.servers[1].latest_provisioning_bundle.expires_at',
      { latest_provisioning_bundle: { ...SERVER.latest_provisioning_bundle, expires_at: 7 } },
    ],
  ])('names %s', (field, change) => {
    const servers = [SERVER, JSON.parse(JSON.stringify({ ...SERVER, ...change }))];
    expect(brokenField(() => serverListFrom(data({ servers, verifier_domains: [] })))).toBe(field);
  });

  it.each([
    ['data', () => serverListFrom({})],
    ['body', () => serverListFrom([])],
    ['data.servers', () => serverListFrom(data({ servers: {}, verifier_domains: [] }))],
    ['data', () => poolListFrom(data({}))],
    [
      'data[0].provider_profiles.yahoo',
      () => poolListFrom(data([{ ...POOL, provider_profiles: { ...POOL.provider_profiles, yahoo: 'x' } }])),
    ],
    ['data.download_urls.env', () => bundleFrom(data({ ...BUNDLE, download_urls: { install: 'x' } }))],
    ['data.download_urls', () => bundleFrom(data({ ...BUNDLE, download_urls: ['x'] }))],
    ['data.status', () => commandFrom(data({ ...COMMAND, status: 'maybe' }))],
    ['meta', () => tracePageFrom(data([TRACE]))],
    [
      'data[0].provider',
      () => tracePageFrom({ ...data([{ ...TRACE, provider: 'aol' }]), meta: { limit: 1, next_before_id: 1 } }),
    ],
    ['data.ghcr_token', () => registryTokenFrom(data({ ghcr_token: null }))],
  ])('names %s (%#)', (field, read) => {
    expect(brokenField(read)).toBe(field);
  });

  it('is told without the value, which may be a secret', () => {
    expect(() => bundleFrom(data({ ...BUNDLE, expires_at: 'signature=secret' }))).toThrow(/^(?!.*secret)/);
  });
});

describe('policyPayloadFrom', () => {
  const outer = '"version":"v4.2","is_active":false,"status":"draft","validation_status":"valid","schema_version":"v4"';

  it('keeps the text of the payload', () => {
    const text = `{"data":{${outer},"mode_semantics_hash":null,"policy_payload":{"z":1.0, "a":"x\\/y" ,"e":[]}}}`;
    expect(policyPayloadFrom(text)).toMatchObject({ version: 'v4.2', payload_text: '{"z":1.0,"a":"x\\/y","e":[]}' });
  });

  it('names what is missing', () => {
    expect(brokenField(() => policyPayloadFrom(`{"data":{${outer},"mode_semantics_hash":null}}`))).toBe(
      'data.policy_payload',
    );
    expect(
      brokenField(() => policyPayloadFrom(`{"data":{${outer},"mode_semantics_hash":null,"policy_payload":[]}}`)),
    ).toBe('data.policy_payload');
    expect(brokenField(() => policyPayloadFrom('<html>'))).toBe('decode_failed');
  });
});
