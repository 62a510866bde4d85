import type { LaravelClient } from '@app/laravel-client';
import { CALLER, ContractSandbox, START_WITHIN_MS, refusal } from './testing/contract-sandbox.js';

const LIST = '/api/internal/engine-pools';

let sandbox: ContractSandbox;
let client: LaravelClient;
beforeAll(async () => {
  sandbox = await ContractSandbox.start();
  client = sandbox.client;
}, START_WITHIN_MS);
afterAll(() => sandbox.stop(), START_WITHIN_MS);

const defaultPool = async () => (await client.listPools(CALLER)).find((pool) => pool.is_default);

describe('2 row 12 and 4: the list of pools', () => {
  it('begins with the default pool, which the migrations made, and goes on by name', async () => {
    await client.createPool(sandbox.pool({ name: 'B pool' }), CALLER);
    await client.createPool(sandbox.pool({ name: 'A pool' }), CALLER);
    const [first, ...others] = await client.listPools(CALLER);
    expect(first).toMatchObject({
      slug: 'default',
      name: 'Default Pool',
      is_active: true,
      is_default: true,
      provider_profiles: { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' },
    });
    expect(others.map(({ name }) => name)).toEqual(['A pool', 'B pool']);
  });

  it('counts the servers of each', async () => {
    const pool = await client.createPool(sandbox.pool(), CALLER);
    expect(pool.linked_servers_count).toBe(0);
    await client.createServer(sandbox.server({ worker_pool_id: pool.id }), CALLER);
    expect((await client.listPools(CALLER)).find(({ id }) => id === pool.id)?.linked_servers_count).toBe(1);
  });
});

describe('2 rows 13 and 14, and 2.2: a pool', () => {
  it('is made with 201 and kept as sent', async () => {
    const input = sandbox.pool({ description: 'slow and careful' });
    const made = await client.createPool(input, CALLER);
    expect(made).toMatchObject({ ...input, is_default: false });
    expect((await sandbox.raw('POST', LIST, { body: sandbox.pool() })).status).toBe(201);
  });

  it('has its slug in lower case, and is active when nothing is said', async () => {
    const { status: _, ...rest } = { status: null, slug: ' GMAIL-Slow ', name: ' Gmail ' };
    const raw = await sandbox.raw('POST', LIST, { body: rest });
    expect(raw.body.data).toMatchObject({ slug: 'gmail-slow', name: 'Gmail', is_active: true, description: null });
  });

  it('never fails for its profiles: what is unknown becomes standard, unknown providers go', async () => {
    const provider_profiles = { gmail: 'WARMUP', yahoo: 'turbo', aol: 'low_hit', generic: 7 };
    const raw = await sandbox.raw('POST', LIST, { body: { ...sandbox.pool(), provider_profiles } });
    expect(raw.body.data.provider_profiles).toEqual({
      generic: 'standard',
      gmail: 'warmup',
      microsoft: 'standard',
      yahoo: 'standard',
    });
  });

  it('ignores is_default', async () => {
    const raw = await sandbox.raw('POST', LIST, { body: { ...sandbox.pool(), is_default: true } });
    expect(raw.body.data.is_default).toBe(false);
    const { id, slug, name } = raw.body.data;
    const put = await sandbox.raw('PUT', `${LIST}/${id}`, { body: { slug, name, is_default: true } });
    expect(put.body.data.is_default).toBe(false);
  });

  it.each([
    ['slug', ''],
    ['slug', '-begins-with-a-dash'],
    ['slug', 'has space'],
    ['slug', 'x'.repeat(65)],
    ['slug', 'DEFAULT'],
    ['name', ' '],
    ['name', 'x'.repeat(256)],
  ])('is refused for its %s %j with a constant message; the client tells what is wrong', async (field, value) => {
    const input = { ...sandbox.pool(), [field]: value };
    const raw = await sandbox.raw('POST', LIST, { body: input });
    expect(raw).toMatchObject({
      status: 422,
      body: { error_code: 'validation_failed', message: 'Validation failed.' },
    });
    const error = await refusal(client.createPool(input, CALLER));
    expect(error).toMatchObject({ code: 'validation_failed', fields: [{ field }] });
    expect(error.message).toBe(error.fields[0]?.problem);
  });

  it('may change its slug, the default one too', async () => {
    const pool = await defaultPool();
    const input = { ...sandbox.pool(), slug: 'renamed-default', name: 'Default Pool' };
    expect(await client.updatePool(pool?.id ?? 0, input, CALLER)).toMatchObject({
      slug: 'renamed-default',
      is_default: true,
    });
    await client.updatePool(pool?.id ?? 0, { ...input, slug: 'default' }, CALLER);
  });

  it('is not found when there is none', async () => {
    const pool = sandbox.pool();
    for (const call of [
      client.updatePool(999_999, pool, CALLER),
      client.archivePool(999_999, CALLER),
      client.makePoolDefault(999_999, CALLER),
    ]) {
      expect(await refusal(call)).toMatchObject({ kind: 'refused', status: 404, code: 'request_failed' });
    }
  });
});

describe('4: the rules of pools', () => {
  it('the default pool cannot be made inactive', async () => {
    const pool = await defaultPool();
    const input = { ...sandbox.pool(), slug: 'default', is_active: false };
    expect(await refusal(client.updatePool(pool?.id ?? 0, input, CALLER))).toMatchObject({
      status: 409,
      code: 'pool_default_inactive',
    });
  });

  it('the default pool cannot be archived, nor one with servers; the two say different things', async () => {
    const pool = await client.createPool(sandbox.pool(), CALLER);
    await client.createServer(sandbox.server({ worker_pool_id: pool.id }), CALLER);
    const ofDefault = await refusal(client.archivePool((await defaultPool())?.id ?? 0, CALLER));
    const ofLinked = await refusal(client.archivePool(pool.id, CALLER));
    for (const error of [ofDefault, ofLinked])
      expect(error).toMatchObject({ status: 409, code: 'pool_archive_blocked' });
    expect(ofDefault.message).not.toBe(ofLinked.message);
  });

  it('one with servers can still be made inactive', async () => {
    const input = sandbox.pool();
    const pool = await client.createPool(input, CALLER);
    await client.createServer(sandbox.server({ worker_pool_id: pool.id }), CALLER);
    expect(await client.updatePool(pool.id, { ...input, is_active: false }, CALLER)).toMatchObject({
      is_active: false,
    });
  });

  it('an archived pool stays in the list, takes no server, and comes back by PUT', async () => {
    const input = sandbox.pool();
    const { id } = await client.createPool(input, CALLER);
    expect(await client.archivePool(id, CALLER)).toMatchObject({ id, is_active: false, is_default: false });
    expect((await client.listPools(CALLER)).some((pool) => pool.id === id)).toBe(true);
    expect((await refusal(client.createServer(sandbox.server({ worker_pool_id: id }), CALLER))).fields).toMatchObject([
      { field: 'worker_pool_id' },
    ]);
    expect(await refusal(client.makePoolDefault(id, CALLER))).toMatchObject({ status: 409, code: 'pool_inactive' });
    expect(await client.updatePool(id, input, CALLER)).toMatchObject({ is_active: true });
  });

  it('set-default demotes the other', async () => {
    const before = await defaultPool();
    const pool = await client.createPool(sandbox.pool(), CALLER);
    expect(await client.makePoolDefault(pool.id, CALLER)).toMatchObject({ is_default: true });
    expect((await client.listPools(CALLER)).filter(({ is_default }) => is_default).map(({ id }) => id)).toEqual([
      pool.id,
    ]);
    await client.makePoolDefault(before?.id ?? 0, CALLER);
  });

  it('set-default twice leaves none (the trap); a server then needs a pool, and the next pool becomes the default', async () => {
    const pool = await defaultPool();
    expect(await client.makePoolDefault(pool?.id ?? 0, CALLER)).toMatchObject({ is_default: false });
    expect(await defaultPool()).toBeUndefined();
    const error = await refusal(client.createServer(sandbox.server(), CALLER));
    expect(error.fields).toMatchObject([{ field: 'worker_pool_id' }]);
    expect(error.message).toMatch(/required/);
    const made = await client.createPool(sandbox.pool({ is_active: false }), CALLER);
    expect(made).toMatchObject({ is_default: true, is_active: false });
  });
});
