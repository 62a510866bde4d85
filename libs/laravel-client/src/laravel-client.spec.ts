import { Test } from '@nestjs/testing';
import type { LaravelPolicyPayload } from '@app/contracts';
import type { LaravelClient } from './laravel-client.js';
import { LaravelClientModule } from './laravel-client.module.js';
import { LaravelLists } from './laravel-lists.js';
import {
  BUNDLE,
  COMMAND,
  CREDENTIALS,
  EXPIRED_BUNDLE,
  POOL,
  POOL_INPUT,
  SERVER,
  SERVER_INPUT,
  SERVER_LIST,
  TRACE,
} from './testing/contract-examples.js';
import { CONTEXT, TOKEN, makeClient } from './testing/make-client.js';
import { OddLaravel, json, text } from './testing/odd-laravel.js';

let laravel: OddLaravel;
let client: LaravelClient;
beforeAll(async () => {
  laravel = await OddLaravel.start(text(500, ''));
});
beforeEach(() => {
  laravel.arrived.length = 0;
  client = makeClient(`${laravel.url}/`).client;
});
afterAll(() => laravel.goAway());

const servers = '/api/internal/engine-servers';
const pools = '/api/internal/engine-pools';
const credentials = '/api/internal/provisioning-credentials';
const key = { action: 'restart', idempotencyKey: 'k-1' } as const;

describe('each call', () => {
  it.each<[string, (c: LaravelClient) => Promise<unknown>, unknown, unknown]>([
    [`GET ${servers}`, (c) => c.listServers(CONTEXT), SERVER_LIST.data, ''],
    [`POST ${servers}`, (c) => c.createServer(SERVER_INPUT, CONTEXT), SERVER, SERVER_INPUT],
    [`PUT ${servers}/17`, (c) => c.updateServer(17, SERVER_INPUT, CONTEXT), SERVER, SERVER_INPUT],
    [`DELETE ${servers}/17`, (c) => c.deleteServer(17, CONTEXT), { id: 17, name: 'probe-ams-2', deleted: true }, ''],
    [`POST ${servers}/17/provisioning-bundles`, (c) => c.createBundle(17, CONTEXT), BUNDLE, {}],
    [`GET ${servers}/17/provisioning-bundles/latest`, (c) => c.latestBundle(17, CONTEXT), BUNDLE, ''],
    [
      `POST ${servers}/17/commands`,
      (c) => c.runCommand(17, { ...key, reason: 'see /var/log' }, CONTEXT),
      COMMAND,
      { action: 'restart', idempotency_key: 'k-1', reason: 'see ∕var∕log' },
    ],
    [
      `POST ${servers}/17/commands`,
      (c) => c.runCommand(17, key, CONTEXT),
      COMMAND,
      { action: 'restart', idempotency_key: 'k-1' },
    ],
    [`GET ${servers}/17/commands/a%2Fb`, (c) => c.readCommand(17, 'a/b', CONTEXT), COMMAND, ''],
    [`GET ${credentials}`, (c) => c.credentials(CONTEXT), CREDENTIALS, ''],
    [
      `PUT ${credentials}`,
      (c) => c.updateCredentials({ ghcr_username: 'ci' }, CONTEXT),
      CREDENTIALS,
      { ghcr_username: 'ci' },
    ],
    [
      `POST ${credentials}/reveal`,
      (c) => c.revealRegistryToken(CONTEXT).then((ghcr_token) => ({ ghcr_token })),
      { ghcr_token: 't' },
      {},
    ],
    [`GET ${pools}`, (c) => c.listPools(CONTEXT), [POOL], ''],
    [`POST ${pools}`, (c) => c.createPool(POOL_INPUT, CONTEXT), POOL, POOL_INPUT],
    [`PUT ${pools}/2`, (c) => c.updatePool(2, POOL_INPUT, CONTEXT), POOL, POOL_INPUT],
    [`POST ${pools}/2/archive`, (c) => c.archivePool(2, CONTEXT), POOL, {}],
    [`POST ${pools}/2/set-default`, (c) => c.makePoolDefault(2, CONTEXT), POOL, {}],
  ])('is %s (%#)', async (line, call, data, body) => {
    laravel.behave(json(200, { data }));
    await expect(call(client)).resolves.toEqual(data === BUNDLE ? { ...BUNDLE, install_stages: null } : data);
    expect(laravel.arrived).toHaveLength(1);
    const [arrived] = laravel.arrived;
    const isRead = line.startsWith('GET');
    expect(`${arrived?.method} ${arrived?.path}`).toBe(line);
    expect(body === '' ? arrived?.body : JSON.parse(arrived?.body ?? '')).toEqual(body);
    expect(arrived?.headers).toMatchObject({
      accept: 'application/json',
      authorization: `Bearer ${TOKEN}`,
      'x-internal-token': TOKEN,
      'x-request-id': 'req-1',
    });
    expect(arrived?.headers['x-triggered-by']).toBe(isRead ? undefined : 'alex');
    expect(arrived?.headers['content-type']).toBe(body === '' ? undefined : 'application/json');
  });

  it('says who acts in UTF-8, or not at all', async () => {
    laravel.behave(json(200, { data: POOL }));
    await client.archivePool(2, { requestId: 'r', actor: 'Žofie\r\nX-Evil: 1' });
    await client.archivePool(2, { requestId: 'r', actor: ' ' });
    const actors = laravel.arrived.map(({ headers }) => headers['x-triggered-by']);
    expect(Buffer.from(String(actors[0]), 'latin1').toString('utf8')).toBe('Žofie  X-Evil: 1');
    expect(actors[1]).toBeUndefined();
    expect(laravel.arrived[0]?.headers).not.toHaveProperty('x-evil');
  });

  it('asks for traces with what was given', async () => {
    laravel.behave(json(200, { data: [TRACE], meta: { limit: 5, next_before_id: 4021 } }));
    const page = await client.decisionTraces({ provider: 'gmail', reason_tag: 'a&b', limit: 5, before_id: 9 }, CONTEXT);
    expect(page).toEqual({ traces: [TRACE], next_before_id: 4021 });
    expect(laravel.arrived[0]?.path).toBe(
      '/api/internal/smtp-decision-traces?provider=gmail&reason_tag=a%26b&limit=5&before_id=9',
    );
  });
});

describe('latestBundle', () => {
  it('has no links when expired', async () => {
    laravel.behave(json(200, { data: EXPIRED_BUNDLE }));
    expect(await client.latestBundle(17, CONTEXT)).toMatchObject({ is_expired: true, download_urls: null });
  });

  it.each([
    { error_code: 'bundle_not_found', message: 'x', request_id: 'r' },
    { message: 'This server has no provisioning bundle yet.' },
  ])('is null when there is none', async (body) => {
    laravel.behave(json(404, body));
    expect(await client.latestBundle(17, CONTEXT)).toBeNull();
  });

  it('is an error when there is no such server', async () => {
    laravel.behave(json(404, { message: 'No query results for model [App\\Models\\EngineServer] 17' }));
    await expect(client.latestBundle(17, CONTEXT)).rejects.toMatchObject({
      kind: 'refused',
      status: 404,
      message: 'Laravel has no such record',
    });
  });
});

describe('policyPayload', () => {
  const data = '"version":"v 1","is_active":true,"status":"active","validation_status":"valid","schema_version":"v4"';

  it("keeps the payload's text, and asks with one token header alone", async () => {
    laravel.behave(text(200, `{"data":{${data},"mode_semantics_hash":null,"policy_payload":{"u":"a\\/b", "n":1.0}}}`));
    const payload = (await client.policyPayload(' v 1 ', CONTEXT)) as LaravelPolicyPayload;
    expect(payload.payload_text).toBe('{"u":"a\\/b","n":1.0}');
    expect(laravel.arrived[0]?.path).toBe('/api/verifier/policy-versions/v%201/payload');
    expect(laravel.arrived[0]?.headers).not.toHaveProperty('x-internal-token');
  });

  it('is null for what Laravel does not know, and for what could lead elsewhere', async () => {
    laravel.behave(json(404, { message: '' }));
    const asked = ['v9', '..', 'half a character \ud800'];
    const payloads = await Promise.all(asked.map((version) => client.policyPayload(version, CONTEXT)));
    expect(payloads).toEqual([null, null, null]);
    expect(laravel.arrived).toHaveLength(1);
  });

  it('breaks the contract when it is not UTF-8', async () => {
    laravel.behave(text(200, Buffer.from([0x7b, 0xff, 0x7d])));
    await expect(client.policyPayload('v1', CONTEXT)).rejects.toMatchObject({
      kind: 'broken_contract',
      code: 'decode_failed',
    });
  });
});

describe('a refusal', () => {
  it('names the fields', async () => {
    const errors = { name: ['The name has already been taken.'], ip_address: ['The ip address field is required.'] };
    laravel.behave(
      json(422, { error_code: 'validation_failed', message: 'Validation failed.', request_id: 'lara-9', errors }),
    );
    await expect(client.createPool(POOL_INPUT, CONTEXT)).rejects.toMatchObject({
      kind: 'refused',
      status: 422,
      code: 'validation_failed',
      message: 'The name has already been taken.',
      requestId: 'lara-9',
      mayHaveHappened: false,
      fields: [
        { field: 'name', problem: 'The name has already been taken.' },
        { field: 'ip_address', problem: 'The ip address field is required.' },
      ],
    });
  });

  it('tells why a server cannot be deleted', async () => {
    const details = { process_state: 'running', heartbeat_state: 'healthy' };
    laravel.behave(
      json(409, { error_code: 'server_delete_blocked', message: 'Stop it first.', request_id: 'r', details }),
    );
    await expect(client.deleteServer(17, CONTEXT)).rejects.toMatchObject({
      code: 'server_delete_blocked',
      message: 'Stop it first.',
      details,
      mayHaveHappened: false,
    });
  });

  it.each([
    [401, { error_code: 'unauthorized', message: 'x' }, 'refused', 'unauthorized'],
    [403, { message: '' }, 'refused', 'forbidden'],
    [404, { message: 'No query results' }, 'refused', 'request_failed'],
    [429, { message: 'Too Many Attempts.' }, 'refused', 'rate_limited'],
    [500, { message: 'SQLSTATE secret' }, 'upstream', 'upstream_error'],
    [503, { error_code: 'internal_token_missing', message: 'x' }, 'upstream', 'internal_token_missing'],
    [302, {}, 'broken_contract', 'request_failed'],
  ] as const)('with %s has a code, and nothing of the inside', async (status, body, kind, code) => {
    laravel.behave(json(status, body, { 'Retry-After': '60', 'X-Request-Id': 'lara-1', Location: '/login' }));
    const error = await client.listPools(CONTEXT).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind, code, status, requestId: 'lara-1', retryAfterSeconds: 60 });
    expect(String(error)).not.toMatch(/secret|No query/);
    expect(laravel.arrived).toHaveLength(1);
  });

  it('of a page is an error too', async () => {
    laravel.behave(text(404, '<html>'));
    await expect(client.listPools(CONTEXT)).rejects.toMatchObject({ kind: 'refused', status: 404 });
  });
});

describe('what is never sent', () => {
  it('is anything when nothing is configured', async () => {
    const { client: bare, traffic } = makeClient(laravel.url, { internal: null, verifier: null });
    expect(bare.isConfigured).toBe(false);
    await expect(bare.listServers(CONTEXT)).rejects.toMatchObject({ kind: 'not_configured', mayHaveHappened: false });
    await expect(bare.policyPayload('v1', CONTEXT)).rejects.toMatchObject({ kind: 'not_configured' });
    expect(traffic.figures()).toMatchObject({
      requests: [],
      unsent: [{ reason: 'not_configured', count: 1 }, { count: 1 }],
    });
  });

  it("is a service's name that would break the signature of every command", async () => {
    const input = { ...SERVER_INPUT, agent_service_name: 'vev/worker.service' };
    for (const call of [client.createServer(input, CONTEXT), client.updateServer(17, input, CONTEXT)]) {
      await expect(call).rejects.toMatchObject({
        code: 'validation_failed',
        fields: [{ field: 'agent_service_name' }],
      });
    }
    expect(laravel.arrived).toHaveLength(0);
  });

  it('is a command id that leads elsewhere', async () => {
    await expect(client.readCommand(17, '..', CONTEXT)).rejects.toMatchObject({ status: 404 });
    expect(laravel.arrived).toHaveLength(0);
  });
});

describe('LaravelClientModule', () => {
  it('provides the lists, and stops with the application', async () => {
    laravel.behave(json(200, SERVER_LIST));
    const internal = { baseUrl: laravel.url, token: TOKEN };
    const options = { internal, verifier: null, timeoutMs: 1_000, retryMax: 0, retryBackoffMs: 0 };
    const imports = [LaravelClientModule.forRootAsync({ useFactory: () => options })];
    const module = await Test.createTestingModule({ imports }).compile();
    const lists = module.get(LaravelLists);
    expect((await lists.servers(CONTEXT, { maxAgeMs: 1_000 })).value).toEqual(SERVER_LIST.data);
    await module.init();
    await module.close();
    lists.forget();
    await expect(lists.pools(CONTEXT, { maxAgeMs: 0 })).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
