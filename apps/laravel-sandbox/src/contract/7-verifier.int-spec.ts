import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LaravelTrace, LaravelTraceQuery } from '@app/contracts';
import type { LaravelClient } from '@app/laravel-client';
import { CALLER, ContractSandbox, START_WITHIN_MS, refusal } from './testing/contract-sandbox.js';

const TRACES = '/api/internal/smtp-decision-traces';

let sandbox: ContractSandbox;
let client: LaravelClient;
beforeAll(async () => {
  sandbox = await ContractSandbox.start();
  client = sandbox.client;
}, START_WITHIN_MS);
afterAll(() => sandbox.stop(), START_WITHIN_MS);

async function writeVersion(version: string, payload: string, validation_status = 'valid'): Promise<void> {
  const raw = await sandbox.raw('POST', '/sandbox/policy-versions', { body: { version, payload, validation_status } });
  expect(raw.status).toBe(201);
}

describe('7.3: policy payloads', () => {
  it("are the stored text, but for white space: escapes, forms of numbers and the order of keys are Laravel's", async () => {
    const text = '{"version":"v9.1","schema_version":"v4","zz":1.0,"a":{"u":"http:\\/\\/x\\u00e9"},"n":-0.50,"e":[]}';
    await writeVersion('v9.1', text);
    expect(await client.policyPayload('v9.1', CALLER)).toEqual({
      version: 'v9.1',
      is_active: false,
      status: 'draft',
      validation_status: 'valid',
      schema_version: expect.any(String),
      mode_semantics_hash: null,
      payload_text: text,
    });
  });

  it('of the seeded versions hold what they were seeded with', async () => {
    const seed = readFileSync(path.resolve(import.meta.dirname, '../../seeds/policy-v4-active.json'), 'utf8');
    const payload = await client.policyPayload('v4.2.0', CALLER);
    expect(payload).toMatchObject({ version: 'v4.2.0', validation_status: 'valid', schema_version: 'v4' });
    expect(payload?.mode_semantics_hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(payload?.payload_text ?? '')).toEqual(JSON.parse(seed));
  });

  it('are asked for exactly, after trimming', async () => {
    expect(await client.policyPayload(' v4.2.0 ', CALLER)).not.toBeNull();
    expect(await client.policyPayload('V4.2.0', CALLER)).toBeNull();
  });

  it.each(['v0-unknown', 'v4.4.0-draft', 'v4.0.9-broken'])(
    'are null for %s: unknown, or not found valid',
    async (version) => {
      expect(await client.policyPayload(version, CALLER)).toBeNull();
      const raw = await sandbox.verifier('GET', `/api/verifier/policy-versions/${version}/payload`);
      expect(raw).toMatchObject({ status: 404, body: { message: '' } });
    },
  );

  it('are refused to an unknown token', async () => {
    const error = await refusal(sandbox.clientWith({ verifier: '9|wrong' }).policyPayload('v4.2.0', CALLER));
    expect(error).toMatchObject({ kind: 'refused', status: 401, code: 'unauthorized' });
  });
});

describe('7.6: decision traces', () => {
  it('come newest first, 25 at a time when nothing is said', async () => {
    const { traces, next_before_id } = await client.decisionTraces({}, CALLER);
    expect(traces).toHaveLength(25);
    const ids = traces.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(next_before_id).toBe(ids.at(-1));
    expect((await sandbox.raw('GET', TRACES)).body.meta.limit).toBe(25);
  });

  it('are paged to the end, where the last full page still names a next one', async () => {
    const all: LaravelTrace[] = [];
    for (let before: number | null | undefined; before !== null;) {
      const query = { limit: 100, policy_version: 'v4.2.0', ...(before !== undefined && { before_id: before }) };
      const page = await client.decisionTraces(query, CALLER);
      expect(page.next_before_id === null).toBe(page.traces.length === 0);
      all.push(...page.traces);
      before = page.next_before_id;
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(0);
    expect(all.every(({ policy_version }) => policy_version === 'v4.2.0')).toBe(true);
  });

  it('are kept by filters, singly and together', async () => {
    const sample = (await client.decisionTraces({ limit: 100 }, CALLER)).traces;
    const tagged = sample.find(({ reason_tag }) => reason_tag !== null);
    const queries: LaravelTraceQuery[] = [
      { provider: 'gmail' },
      { decision_class: 'undeliverable' },
      { reason_tag: tagged?.reason_tag ?? '' },
      { provider: 'microsoft', decision_class: 'unknown' },
    ];
    for (const query of queries) {
      const { traces } = await client.decisionTraces(query, CALLER);
      expect(traces.length).toBeGreaterThan(0);
      for (const trace of traces) expect(trace).toMatchObject(query);
    }
  });

  it.each(['retryable', 'policy_blocked'] as const)('of the class %s there are none', async (decision_class) => {
    expect(await client.decisionTraces({ decision_class }, CALLER)).toEqual({ traces: [], next_before_id: null });
  });

  it.each([
    ['provider=aol', 'provider'],
    ['decision_class=maybe', 'decision_class'],
    [`reason_tag=${'x'.repeat(65)}`, 'reason_tag'],
    [`policy_version=${'x'.repeat(65)}`, 'policy_version'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['before_id=0', 'before_id'],
  ])('are refused for %s in the shape of the framework', async (query, field) => {
    const raw = await sandbox.raw('GET', `${TRACES}?${query}`);
    expect(raw.status).toBe(422);
    expect(Object.keys(raw.body)).toEqual(['message', 'errors']);
    expect(Object.keys(raw.body.errors)).toEqual([field]);
  });

  it('tell the client which fields are wrong, and how many more there are', async () => {
    const error = await refusal(client.decisionTraces({ limit: 0, before_id: 0 }, CALLER));
    expect(error).toMatchObject({ kind: 'refused', status: 422, code: 'validation_failed', requestId: 'req-contract' });
    expect(error.fields.map(({ field }) => field)).toEqual(['limit', 'before_id']);
    expect(error.message).toMatch(/\(and 1 more error\)$/);
  });

  it('have the nulls that real workers leave', async () => {
    const { traces } = await client.decisionTraces({ limit: 100 }, CALLER);
    for (const trace of traces) {
      expect(trace).toMatchObject({
        smtp_code: null,
        enhanced_code: null,
        retry_strategy: null,
        session_strategy_id: null,
      });
      expect(trace.email_hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});
