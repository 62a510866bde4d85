import { eq } from 'drizzle-orm';
import {
  engineServers,
  engineSettings,
  smtpDecisionTraces,
  verificationJobChunks,
  verificationJobs,
} from '../database/schema/index.js';
import { TestSandbox } from '../testing/test-sandbox.js';
import { TraceRecorder } from '../traces/trace-recorder.js';
import { ChunkMaker, type NewChunk } from './chunk-maker.js';

const SERVER = { name: 'probe-1', ip_address: '198.51.100.24' };
const KEYS = { valid_key: 'v', invalid_key: 'i', risky_key: 'r' };

describe('the routes of chunks', () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await TestSandbox.start({ PROBE_PREFERRED_POOLS: 'gmail:gmail-slow' });
  }, 60_000);
  afterAll(() => sandbox.stop());
  beforeEach(async () => {
    await sandbox.database.delete(verificationJobChunks);
    await sandbox.database.delete(verificationJobs);
  });

  const post = (route: string, body: object = {}) =>
    sandbox.verifier('POST', `/api/verifier/chunks/${route}`, { body });
  const claim = (more: object = {}, server: object = SERVER) =>
    post('claim-next', { engine_server: server, worker_id: '17', ...more });
  const make = async (...chunks: readonly Partial<NewChunk>[]) =>
    sandbox.app.get(ChunkMaker, { strict: false }).makeJob(
      chunks.map((chunk, index) => ({
        chunkNo: index + 1,
        stage: 'smtp_probe',
        emails: ['a@alpha.test', 'b@alpha.test'],
        provider: 'generic',
        domain: null,
        parentChunkId: null,
        ...chunk,
      })),
    );
  const one = async (chunk: Partial<NewChunk> = {}) => (await make(chunk))[0] ?? '';
  const rowOf = async (id: string) =>
    (await sandbox.database.select().from(verificationJobChunks).where(eq(verificationJobChunks.id, id)))[0];
  const set = (id: string, values: Partial<typeof verificationJobChunks.$inferInsert>) =>
    sandbox.database.update(verificationJobChunks).set(values).where(eq(verificationJobChunks.id, id));

  describe('claim-next', () => {
    it('with a worker id alone proves the token and does nothing', async () => {
      await one();
      const servers = await sandbox.database.$count(engineServers);
      const answer = await post('claim-next', { worker_id: 'probe-auth-only' });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toHaveProperty('engine_server');
      expect(await sandbox.database.$count(engineServers)).toBe(servers);
    });

    it('answers what the contract shows, and leases', async () => {
      const id = await one({ provider: 'gmail' });
      const { status, body } = await claim({ lease_seconds: 60 });
      const row = await rowOf(id);
      expect(status).toBe(200);
      expect(body.data).toEqual({
        chunk_id: id,
        job_id: row?.verificationJobId,
        chunk_no: 1,
        verification_mode: 'enhanced',
        processing_stage: 'smtp_probe',
        worker_capability_required: 'smtp_probe',
        routing_provider: 'gmail',
        preferred_pool: 'gmail-slow',
        max_probe_attempts: 3,
        retry_attempt: 0,
        last_worker_ids: [],
        lease_expires_at: new Date(sandbox.clock.now() + 60_000).toISOString().replace('.000Z', '+00:00'),
        input: { disk: 'local', key: `chunks/${id}/input.txt` },
      });
      expect(row).toMatchObject({ status: 'processing', assignedWorkerId: '17', lastWorkerIds: ['17'] });
      expect((await claim()).status).toBe(204);
    });

    it('gives nothing while the engine is paused, and nothing to servers that rest', async () => {
      await one();
      await sandbox.database.update(engineSettings).set({ enginePaused: true });
      expect((await claim()).status).toBe(204);
      await sandbox.database.update(engineSettings).set({ enginePaused: false });
      for (const rest of [{ isActive: false }, { drainMode: true }]) {
        await sandbox.database.update(engineServers).set(rest);
        expect((await claim()).status).toBe(204);
        await sandbox.database.update(engineServers).set({ isActive: true, drainMode: false });
      }
      expect((await claim()).status).toBe(200);
    });

    it('gives the oldest to who can do everything, and what fits to who can only probe', async () => {
      const [oldest, ofGmail] = await make({ stage: 'screening', provider: null }, { provider: 'gmail' }, {});
      const meta = { provider_affinity: 'gmail' };
      const routed = await claim({ worker_capability: 'smtp_probe' }, { ...SERVER, meta });
      expect(routed.body.data.chunk_id).toBe(ofGmail);
      expect((await claim({}, { ...SERVER, meta })).body.data.chunk_id).toBe(oldest);
      expect((await claim({ worker_capability: 'screening' })).status).toBe(204);
    });

    it('passes over what is not due, or was tried too often', async () => {
      const id = await one();
      await set(id, { availableAt: sandbox.clock.now() + 60_000 });
      expect((await claim()).status).toBe(204);
      await set(id, { availableAt: null, retryAttempt: 3 });
      expect((await claim()).status).toBe(204);
      await set(id, { retryAttempt: 2, lastWorkerIds: ['3'] });
      expect((await claim()).body.data).toMatchObject({ retry_attempt: 2, last_worker_ids: ['3'] });
    });

    it('gives one chunk to one worker, however many ask at once', async () => {
      await make({}, {}, {});
      const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => claim({ worker_id: `w${n}` })));
      const given = answers.filter(({ status }) => status === 200).map(({ body }) => body.data.chunk_id);
      expect(new Set(given).size).toBe(3);
      expect(given).toHaveLength(3);
    });

    it('gives a chunk again whose lease has ended', async () => {
      const id = await one();
      await claim({ lease_seconds: 5 });
      sandbox.clock.advance(7_000);
      expect((await claim()).body.data.chunk_id).toBe(id);
    });
  });

  describe('a chunk', () => {
    it('tells its details', async () => {
      const id = await one({ stage: 'screening', provider: null });
      const { body } = await sandbox.verifier('GET', `/api/verifier/chunks/${id}`);
      expect(body.data).toMatchObject({
        status: 'pending',
        attempts: 0,
        verification_mode: 'standard',
        output: { disk: null, valid_key: null, invalid_key: null, risky_key: null },
        policy: { lease_seconds: 600, max_attempts: 3, signed_url_expiry_seconds: 300 },
      });
    });

    it('is read and written by links, without a token', async () => {
      const id = await one();
      const input = (await sandbox.verifier('GET', `/api/verifier/chunks/${id}/input-url`)).body.data;
      expect(input).toMatchObject({ disk: 'local', expires_in: 300 });
      const read = await sandbox.call('GET', input.url);
      expect([read.status, read.text]).toEqual([200, 'a@alpha.test\nb@alpha.test\n']);

      const { targets } = (await post(`${id}/output-urls`)).body.data;
      const csv = { body: 'email,reason\na@alpha.test,rcpt_ok\n', headers: { 'Content-Type': 'text/csv' } };
      expect((await sandbox.call('PUT', targets.valid.url, csv)).status).toBe(204);
      for (const url of [targets.valid.url.replace('valid.csv', 'risky.csv'), targets.valid.url.slice(0, -1)]) {
        expect((await sandbox.call('PUT', url, csv)).status).toBe(403);
      }
      sandbox.clock.advance(301_000);
      expect((await sandbox.call('GET', input.url)).status).toBe(403);
    });

    it('has nowhere to write to when its job is gone', async () => {
      const id = await one();
      await sandbox.database.delete(verificationJobs);
      expect((await post(`${id}/output-urls`)).status).toBe(409);
    });

    it('takes lines for its log', async () => {
      const id = await one();
      const line = { level: 'info', event: 'chunk_claimed', context: {} };
      expect((await post(`${id}/log`, line)).body).toEqual({ data: { chunk_id: id, status: 'pending' } });
      expect((await post(`${id}/log`, { ...line, level: 'loud' })).body.errors).toEqual({
        level: ['The selected level is invalid.'],
      });
    });

    it('is completed once, and the same may be said again', async () => {
      const id = await one();
      const result = { ...KEYS, email_count: 2, valid_count: 2, invalid_count: 0, risky_count: 0 };
      const done = { data: { chunk_id: id, status: 'completed' } };
      expect((await post(`${id}/complete`, result)).body).toEqual(done);
      expect((await post(`${id}/complete`, result)).body).toEqual(done);
      expect((await post(`${id}/complete`, { ...result, valid_count: 1 })).status).toBe(409);
      expect((await post(`${id}/fail`, { retryable: true })).status).toBe(409);
      expect((await post(`${id}/complete`, {})).status).toBe(422);
      const [job] = await sandbox.database.select().from(verificationJobs);
      expect(job?.status).toBe('completed');
    });

    it('fails, and is offered again while tries are left', async () => {
      const id = await one();
      const fail = async (retryable: boolean) => (await post(`${id}/fail`, { retryable })).body.data;
      expect(await fail(true)).toEqual({ chunk_id: id, status: 'pending', attempts: 1 });
      expect(await fail(true)).toEqual({ chunk_id: id, status: 'pending', attempts: 2 });
      expect(await fail(true)).toEqual({ chunk_id: id, status: 'failed', attempts: 3 });
      expect(await fail(true)).toEqual({ chunk_id: id, status: 'failed' });
      expect((await post(`${id}/complete`, KEYS)).status).toBe(409);
      expect((await post(`${await one()}/fail`, { retryable: false })).body.data.status).toBe('failed');
      expect((await post(`${id}/fail`, {})).status).toBe(422);
    });
  });

  describe('what follows', () => {
    const upload = async (id: string, files: Readonly<Record<string, string>>) => {
      const { targets } = (await post(`${id}/output-urls`)).body.data;
      for (const output of ['valid', 'invalid', 'risky']) {
        const body = `email,reason\n${files[output] ?? ''}`;
        await sandbox.call('PUT', targets[output].url, { body, headers: { 'Content-Type': 'text/csv' } });
      }
      const keys = Object.fromEntries(['valid', 'invalid', 'risky'].map((name) => [`${name}_key`, targets[name].key]));
      expect((await post(`${id}/complete`, keys)).status).toBe(200);
      await sandbox.app.get(TraceRecorder, { strict: false }).idle();
    };
    const chunksAfter = async (id: string) =>
      (await sandbox.database.select().from(verificationJobChunks)).filter((chunk) => chunk.parentChunkId === id);

    it('a screening is probing, but for what is surely no address', async () => {
      const id = await one({ stage: 'screening', provider: null });
      await upload(id, {
        valid: 'a@alpha.test,smtp_connect_ok\nb@gmail.com,smtp_connect_ok\n',
        invalid: 'broken@,syntax\nc@alpha.test,mx_missing\n',
        risky: 'info@alpha.test,role_account:tag=other_unknown\n',
      });
      const chunks = await chunksAfter(id);
      expect(chunks.map(({ routingProvider, emailCount, chunkNo }) => [routingProvider, emailCount, chunkNo])).toEqual([
        ['generic', 2, 2],
        ['gmail', 1, 3],
      ]);
    });

    it('a screening is nothing while probing is off', async () => {
      await sandbox.database.update(engineSettings).set({ enhancedModeEnabled: false });
      const id = await one({ stage: 'screening', provider: null });
      await upload(id, { valid: 'a@alpha.test,smtp_connect_ok\n' });
      expect(await chunksAfter(id)).toEqual([]);
      await sandbox.database.update(engineSettings).set({ enhancedModeEnabled: true });
    });

    it('of a screening that is completed twice at once is made once', async () => {
      const id = await one({ stage: 'screening', provider: null });
      const { targets } = (await post(`${id}/output-urls`)).body.data;
      const csv = { body: 'email,reason\na@alpha.test,smtp_connect_ok\n', headers: { 'Content-Type': 'text/csv' } };
      await sandbox.call('PUT', targets.valid.url, csv);
      const result = { ...KEYS, valid_key: targets.valid.key };
      const answers = await Promise.all(Array.from({ length: 4 }, () => post(`${id}/complete`, result)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(await chunksAfter(id)).toHaveLength(1);
    });

    it('temporary failures are tried again later where the settings say so, and are not recorded yet', async () => {
      await sandbox.database.update(engineSettings).set({ tempfailRetryEnabled: true });
      const id = await one({ provider: 'yahoo' });
      await claim();
      await upload(id, {
        risky: 'a@alpha.test,smtp_tempfail:decision=retryable\nb@alpha.test,catch_all_high_confidence\n',
      });
      await sandbox.database.update(engineSettings).set({ tempfailRetryEnabled: false });
      const [retry] = await chunksAfter(id);
      expect(retry).toMatchObject({
        retryAttempt: 1,
        retryParentId: id,
        routingProvider: 'yahoo',
        lastWorkerIds: ['17'],
        emailCount: 1,
        availableAt: sandbox.clock.now() + 600_000,
      });
      const ofChunk = eq(smtpDecisionTraces.verificationJobChunkId, id);
      expect(await sandbox.database.$count(smtpDecisionTraces, ofChunk)).toBe(1);
      expect((await claim()).status).toBe(204);
      sandbox.clock.advance(601_000);
      expect((await claim()).body.data).toMatchObject({ chunk_id: retry?.id, last_worker_ids: ['17'] });
    });

    it('a probe is traces of what was not accepted', async () => {
      const id = await one();
      await claim();
      await upload(id, {
        valid: 'a@alpha.test,rcpt_ok:decision=deliverable\n',
        invalid: 'b@alpha.test,rcpt_rejected:decision=undeliverable;confidence=high;policy=v4.2.0;rule=r1\n',
        risky: 'c@alpha.test,smtp_tempfail:decision=retryable;tag=provider_tempfail_unresolved\nnobody,x\n',
      });
      const ofChunk = eq(smtpDecisionTraces.verificationJobChunkId, id);
      const traces = await sandbox.database.select().from(smtpDecisionTraces).where(ofChunk);
      expect(traces).toHaveLength(2);
      const { data } = (await sandbox.internal('GET', '/api/internal/smtp-decision-traces?limit=2')).body;
      expect(data[1]).toMatchObject({
        decision_class: 'undeliverable',
        policy_version: 'v4.2.0',
        matched_rule_id: 'r1',
        attempt_route: { worker_id: '17' },
        attempt_chain: [],
      });
      expect(data[1]).not.toHaveProperty('trace_payload');
    });
  });

  describe('the list of traces', () => {
    const traces = (query: string) => sandbox.internal('GET', `/api/internal/smtp-decision-traces${query}`);

    it('is newest first, 25 long, and continues below the last', async () => {
      const first = (await traces('')).body;
      expect(first.data).toHaveLength(25);
      expect(first.meta).toEqual({ limit: 25, next_before_id: first.data[24].id });
      const second = (await traces(`?before_id=${first.meta.next_before_id}&limit=3`)).body;
      expect(second.data.map(({ id }: { id: number }) => id)).toEqual([1, 2, 3].map((n) => first.data[24].id - n));
    });

    it('says where it goes on even on its last page, and not on an empty one', async () => {
      const last = (await traces('?before_id=3')).body;
      expect(last.data).toHaveLength(2);
      expect(last.meta.next_before_id).toBe(1);
      expect((await traces('?before_id=1')).body).toEqual({ data: [], meta: { limit: 25, next_before_id: null } });
    });

    it('has the recorded ones, the newest of them of now, under the four filters', async () => {
      const { data: candidates } = (await traces('?policy_version=v4.3.0-rc1&limit=100')).body;
      expect(new Set(candidates.map(({ id }: { id: number }) => id)).size).toBe(100); // 48 of them were recorded, thrice
      const span = sandbox.clock.now() - Date.parse(candidates.at(-1).observed_at);
      expect(span).toBeGreaterThan(15 * 3_600_000);
      expect((await traces('?decision_class=retryable')).body.data).toEqual([]);
      const { data } = (await traces('?provider=yahoo&reason_tag=mailbox_not_found')).body;
      expect(data.every((trace: { provider: string }) => trace.provider === 'yahoo')).toBe(true);
      const age = sandbox.clock.now() - Date.parse(data[0].observed_at);
      expect(age).toBeLessThan(60 * 60_000);
    });

    it.each([
      'provider=aol',
      'decision_class=x',
      'limit=0',
      'limit=101',
      'before_id=0',
      `reason_tag=${'x'.repeat(65)}`,
    ])('refuses %s as the framework does', async (query) => {
      const { status, body } = await traces(`?${query}`);
      expect(status).toBe(422);
      expect(Object.keys(body)).toEqual(['message', 'errors']);
    });
  });
});
