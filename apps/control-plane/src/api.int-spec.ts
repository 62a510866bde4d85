import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ServiceProcess, TOKEN } from './testing/service-process.js';
import { type TestRedis, startTestRedis } from './testing/test-redis.js';

let redis: TestRedis;
let service: ServiceProcess;

beforeAll(async () => {
  redis = await startTestRedis();
  service = await ServiceProcess.start(redis.address, { CONTROL_PLANE_WORKER_TOKEN: 'worker-token' });
  await service.ready();
});

afterAll(async () => {
  await service.stop();
  await redis.discard();
});

function asWorker(route: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${service.url}${route}`, { ...init, headers: { Authorization: 'Bearer worker-token' } });
}

describe('a beat', () => {
  it('is answered with what to do', async () => {
    expect((await service.beat('api-1')).body).toMatchObject({
      desired_state: 'running',
      commands: [],
      intent_revision: 0,
    });
  });

  it.each([
    ['no JSON', '{', 'body'],
    ['no worker id', '{"status":"running"}', 'worker_id'],
    ['a wrong status', '{"worker_id":"api-x","status":"RUNNING"}', 'status'],
    ['a number as text', '{"worker_id":"api-x","smtp_metrics":{"tempfail_rate":"1"}}', 'smtp_metrics.tempfail_rate'],
  ])('with %s is refused with a problem document that names the field', async (_, body, field) => {
    const response = await asWorker('/api/workers/heartbeat', { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({
      title: 'invalid_request',
      fields: [expect.objectContaining({ field }) as unknown],
    });
    expect(problem['error']).toBe(problem['detail']);
    expect((await service.get('/api/workers/api-x')).status).toBe(404); // nothing was taken in
  });

  it('is refused when it is larger than any beat', async () => {
    const body = JSON.stringify({ worker_id: 'api-x', host: 'x'.repeat(70_000) });
    expect((await asWorker('/api/workers/heartbeat', { method: 'POST', body })).status).toBe(413);
  });

  it('may come in pieces', async () => {
    const pieces = ['{"worker_id":"api-', 'pieces","host":"grün"}'];
    const body = new ReadableStream({
      async start(controller) {
        for (const piece of pieces) {
          controller.enqueue(new TextEncoder().encode(piece));
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        controller.close();
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit; // fetch wants it for streams; the type does not know it
    expect((await asWorker('/api/workers/heartbeat', init)).status).toBe(200);
    expect((await service.get('/api/workers/api-pieces')).body).toMatchObject({ data: { host: 'grün' } });
  });

  it('needs credentials, and a worker token opens nothing else', async () => {
    const unknown = await fetch(`${service.url}/api/workers/heartbeat`, { method: 'POST', body: '{}' });
    expect(unknown.status).toBe(401);
    expect(unknown.headers.get('WWW-Authenticate')).toMatch(/^Basic/);
    expect((await asWorker('/api/workers/heartbeat', { method: 'POST', body: '{"worker_id":"api-1"}' })).status).toBe(
      200,
    );
    expect((await asWorker('/api/providers/policies?worker_pool=p')).status).toBe(200);
    expect((await asWorker('/api/workers')).status).toBe(403);
    expect((await asWorker('/api/workers/api-1/pause', { method: 'POST' })).status).toBe(403);
  });
});

describe('a decision', () => {
  beforeEach(async () => {
    await service.beat('api-2');
  });

  it('needs no body, as ever', async () => {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const response = await fetch(`${service.url}/api/workers/api-2/pause`, { method: 'POST', headers });
    expect(await response.json()).toMatchObject({ desired_state: 'paused', expires_at: null });
  });

  it.each([
    [{ expires_in_seconds: 59 }, 'expires_in_seconds'],
    [{ expires_in_seconds: 604_801 }, 'expires_in_seconds'],
    [{ reason: 'x'.repeat(201) }, 'reason'],
    [{ because: 'x' }, 'because'],
  ])('with %j is refused and changes nothing', async (body, field) => {
    const before = (await service.get('/api/workers/api-2')).body['data'] as { intent: object };
    const answer = await service.post('/api/workers/api-2/drain', body);
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field }] } });
    const after = (await service.get('/api/workers/api-2')).body['data'] as { intent: object };
    expect(after.intent).toEqual(before.intent);
  });

  it('cannot expire when it takes something back', async () => {
    expect((await service.post('/api/workers/api-2/resume', { expires_in_seconds: 60 })).status).toBe(400);
  });

  it('about a quarantined worker: resume is 409 with the way out, pause changes the layer below', async () => {
    await service.post('/api/workers/api-2/quarantine', { reason: 'spam trap' });
    const refused = await service.post('/api/workers/api-2/resume');
    expect(refused).toMatchObject({ status: 409, body: { title: 'worker_quarantined' } });
    expect(refused.body['detail']).toContain('/api/workers/api-2/unquarantine');
    const paused = await service.post('/api/workers/api-2/pause');
    expect(paused.body).toMatchObject({ desired_state: 'paused', effective_state: 'draining' });
    expect((await service.beat('api-2')).body['desired_state']).toBe('draining');
    expect((await service.post('/api/workers/api-2/unquarantine')).body).toMatchObject({
      quarantine: 'off',
      desired_set: 'paused',
    });
    await service.post('/api/workers/api-2/resume');
  });

  it('about a worker nobody ever heard of is 404', async () => {
    expect((await service.post('/api/workers/api-nobody/pause')).status).toBe(404);
  });

  it('reaches a worker whose id has to be encoded', async () => {
    await service.beat('host/1:α');
    const route = `/api/workers/${encodeURIComponent('host/1:α')}`;
    expect((await service.post(`${route}/pause`)).status).toBe(200);
    expect((await service.get(route)).body).toMatchObject({ data: { worker_id: 'host/1:α', desired_state: 'paused' } });
  });
});

describe('the list of workers', () => {
  it('is everything live without parameters, in pages with them', async () => {
    for (const id of ['list-1', 'list-2', 'list-3']) await service.beat(id, 'running', { pool: 'list' });
    const first = await service.get('/api/workers?pool=list&limit=2');
    expect(first.body['data']).toHaveLength(2);
    const { next_cursor: cursor, total } = first.body['meta'] as { next_cursor: string; total: number };
    expect(total).toBe(3);
    const second = await service.get(`/api/workers?pool=list&limit=2&cursor=${cursor}`);
    expect(second.body).toMatchObject({ data: [{ worker_id: 'list-3' }], meta: { next_cursor: null } });
  });

  it('is sent whole and valid when it is long', async () => {
    await Promise.all(
      Array.from({ length: 450 }, (_, index) => service.beat(`long-${index}`, 'running', { pool: 'long' })),
    );
    const { body } = await service.get('/api/workers?pool=long');
    expect(new Set((body['data'] as { worker_id: string }[]).map(({ worker_id: id }) => id)).size).toBe(450);
    expect(body['meta']).toEqual({ total: 450, next_cursor: null });
  });

  it.each([
    'limit=0',
    'limit=x',
    'cursor=%00',
    'status=busy',
    'quarantined=1',
    'sort=colour',
    'colour=blue',
    'pool=a&pool=b',
  ])('with %s is refused, naming the parameter', async (query) => {
    const answer = await service.get(`/api/workers?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ field: query.split('=')[0] }] } });
  });
});

describe('pools', () => {
  it('come into being when they are scaled, and say what is missing', async () => {
    expect(await service.post('/api/pools/api-pool/scale', { desired: 2, reason: 'campaign' })).toMatchObject({
      status: 200,
      body: { pool: 'api-pool', desired: 2 },
    });
    const { body } = await service.get('/api/pools');
    const row = { pool: 'api-pool', online: 0, desired: 2, under_capacity: 2, health: 'no_workers' };
    expect(body['data']).toEqual(expect.arrayContaining([expect.objectContaining(row)]));
  });

  it.each([{}, { desired: -1 }, { desired: 1.5 }, { desired: '2' }, { desired: 100_001 }])(
    'are not scaled by %j',
    async (body) => {
      expect(await service.post('/api/pools/api-pool/scale', body)).toMatchObject({
        status: 400,
        body: { fields: [{ field: 'desired' }] },
      });
    },
  );
});

describe('the live stream', () => {
  async function events(count: number, headers: Record<string, string> = {}) {
    const stop = new AbortController();
    const response = await fetch(`${service.url}/api/events`, {
      headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
      signal: stop.signal,
    });
    const found: { id: string | undefined; event: string; data: Record<string, unknown> }[] = [];
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        const event = /^event: (.*)$/m.exec(frame)?.[1];
        if (data === undefined || event === undefined || event === 'stats') continue;
        found.push({ id: /^id: (.*)$/m.exec(frame)?.[1], event, data: JSON.parse(data) as Record<string, unknown> });
      }
      if (found.length >= count) break;
    }
    stop.abort();
    return found.slice(0, count);
  }

  it('begins with a snapshot and goes on with what changed, without a gap', async () => {
    await service.beat('stream-1');
    const [snapshot, first, second] = await events(3);
    expect([snapshot?.event, first?.event, second?.event]).toEqual(['snapshot', 'delta', 'delta']);
    const start = snapshot?.data['sequence'] as number;
    expect([first?.data['sequence'], second?.data['sequence']]).toEqual([start + 1, start + 2]);
  });

  it('goes on where a reader left, with a decision that was made meanwhile', async () => {
    await service.beat('stream-2');
    const [, last] = await events(2);
    await service.post('/api/workers/stream-2/pause', { reason: 'while away' });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const missed = await events(2, { 'Last-Event-ID': last?.id ?? '' });
    expect(missed.map(({ event }) => event)).toEqual(['delta', 'delta']);
    expect(JSON.stringify(missed)).toContain('while away');
  });

  it('begins anew for a reader who comes from another process', async () => {
    const [first] = await events(1, { 'Last-Event-ID': 'deadbeef.7' });
    expect(first?.event).toBe('snapshot');
  });
});

describe('around the routes', () => {
  it('knows its metrics, of Node as well', async () => {
    const response = await fetch(`${service.url}/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    const text = await response.text();
    expect(text).toMatch(/^go_control_plane_workers_active \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });

  it('describes its API', async () => {
    expect((await service.get('/api/openapi.json')).body).toMatchObject({
      openapi: expect.stringMatching(/^3/) as unknown,
    });
  });

  it('answers unknown paths with 404 and wrong methods with 405, without asking for credentials', async () => {
    expect((await fetch(`${service.url}/api/nothing`)).status).toBe(404);
    const wrong = await fetch(`${service.url}/api/workers/api-1/pause`);
    expect([wrong.status, wrong.headers.get('Allow')]).toEqual([405, 'POST']);
  });

  it('says what went wrong in the environment, all of it, and does not start', async () => {
    const output = await startWith({ PORT: 'x', CONTROL_PLANE_TOKEN: '', REDIS_ADDR: 'nowhere' });
    expect(output.code).toBe(1);
    for (const key of ['PORT', 'CONTROL_PLANE_TOKEN', 'REDIS_ADDR']) expect(output.text).toContain(key);
  });

  async function startWith(environment: Record<string, string>) {
    const main = new URL('../../../dist/apps/control-plane/src/main.js', import.meta.url).pathname;
    const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...environment } });
    let text = '';
    child.stderr.on('data', (data: Buffer) => (text += data.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, text };
  }
});
