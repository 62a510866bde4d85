import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

const POOLS = '/api/internal/engine-pools';

describe('pools', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await TestSandbox.start();
  }, STARTS_WITHIN_MS);
  afterAll(() => sandbox.stop());

  const call = (method: string, route: string, body?: object) => sandbox.internal(method, route, { body });
  const create = async (body: object) => (await call('POST', POOLS, body)).body.data;
  const shown = async (id: number) =>
    (await call('GET', POOLS)).body.data.find((pool: { id: number }) => pool.id === id);

  it('begin with the default one', async () => {
    expect((await call('GET', POOLS)).body.data).toMatchObject([
      { slug: 'default', name: 'Default Pool', is_default: true },
    ]);
  });

  it('are made from what is given and what is not', async () => {
    const answer = await call('POST', POOLS, { slug: ' Gmail-Slow ', name: ' Gmail slow ', is_default: true });
    expect(answer.status).toBe(201);
    expect(answer.body.data).toMatchObject({
      slug: 'gmail-slow',
      name: 'Gmail slow',
      description: null,
      is_active: true,
      is_default: false,
      provider_profiles: { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' },
      linked_servers_count: 0,
    });
  });

  it.each([
    [{}, { slug: ['The slug field is required.'], name: ['The name field is required.'] }],
    [{ slug: '-x', name: 'X' }, { slug: ['The slug field format is invalid.'] }],
    [{ slug: 'DEFAULT', name: 'X' }, { slug: ['The slug has already been taken.'] }],
    [{ slug: 'x'.repeat(65), name: 'X' }, { slug: ['The slug field must not be greater than 64 characters.'] }],
    [{ slug: 'x', name: 'X', description: 7 }, { description: ['The description field must be a string.'] }],
  ])('are refused as %j', async (body, errors) => {
    const answer = await call('POST', POOLS, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ error_code: 'validation_failed', message: 'Validation failed.', errors });
  });

  it('are replaced by a PUT, their own slug included', async () => {
    const pool = await create({
      slug: 'replaced',
      name: 'A',
      description: 'text',
      provider_profiles: { gmail: 'warmup' },
    });
    const answer = await call('PUT', `${POOLS}/${pool.id}`, { slug: 'replaced', name: 'B' });
    expect([answer.status, answer.body.data]).toMatchObject([
      200,
      { name: 'B', description: null, provider_profiles: { gmail: 'standard' } },
    ]);
  });

  it('are listed with the default first, then by name', async () => {
    await create({ slug: 'zz', name: 'aardvark' });
    await create({ slug: 'yy', name: 'Zebra' });
    const names = (await call('GET', POOLS)).body.data.map(({ name }: { name: string }) => name);
    expect(names[0]).toBe('Default Pool');
    expect(names.slice(1)).toEqual([...names.slice(1)].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())));
  });

  it('cannot be the default and inactive', async () => {
    const answer = await call('PUT', `${POOLS}/1`, { slug: 'default', name: 'Default Pool', is_active: false });
    expect([answer.status, answer.body.error_code]).toEqual([409, 'pool_default_inactive']);
    const idle = await create({ slug: 'idle', name: 'Idle', is_active: false });
    const refused = await call('POST', `${POOLS}/${idle.id}/set-default`);
    expect([refused.status, refused.body.error_code]).toEqual([409, 'pool_inactive']);
  });

  it('hand the default over, and stay the default when asked again', async () => {
    const pool = await create({ slug: 'next-default', name: 'Next' });
    expect((await call('POST', `${POOLS}/${pool.id}/set-default`)).body.data.is_default).toBe(true);
    expect(await shown(1)).toMatchObject({ is_default: false });
    expect((await call('POST', `${POOLS}/${pool.id}/set-default`)).body.data.is_default).toBe(true);
    expect((await call('POST', `${POOLS}/1/set-default`)).status).toBe(200);
    expect(await shown(pool.id)).toMatchObject({ is_default: false });
  });

  it('are archived unless they are the default or have servers', async () => {
    const pool = await create({ slug: 'to-archive', name: 'To archive' });
    const server = { name: 'linked', ip_address: '10.1.0.1', worker_pool_id: pool.id };
    await call('POST', '/api/internal/engine-servers', server);
    const first = await call('POST', `${POOLS}/1/archive`);
    const second = await call('POST', `${POOLS}/${pool.id}/archive`);
    expect([first.status, second.status]).toEqual([409, 409]);
    expect([first.body.error_code, second.body.error_code]).toEqual(['pool_archive_blocked', 'pool_archive_blocked']);
    expect(first.body.message).not.toBe(second.body.message);
    expect(await shown(pool.id)).toMatchObject({ linked_servers_count: 1, is_active: true });

    const free = await create({ slug: 'free', name: 'Free' });
    expect((await call('POST', `${POOLS}/${free.id}/archive`)).body.data).toMatchObject({ is_active: false });
    const back = await call('PUT', `${POOLS}/${free.id}`, { slug: 'free', name: 'Free', is_active: true });
    expect(back.body.data.is_active).toBe(true);
  });

  it('become the default when there is none, even inactive ones', async () => {
    const { enginePools } = await import('../database/schema/index.js');
    await sandbox.database.update(enginePools).set({ isDefault: false });
    expect(await create({ slug: 'rescuer', name: 'Rescuer', is_active: false })).toMatchObject({ is_default: true });
  });

  it('that nobody knows are not found', async () => {
    const answer = await call('PUT', `${POOLS}/999`, { slug: 'x', name: 'X' });
    expect([answer.status, answer.body]).toEqual([
      404,
      { message: 'No query results for model [App\\Models\\EngineWorkerPool] 999' },
    ]);
  });
});
