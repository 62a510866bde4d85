import { BUILT_IN_POLICY, writePolicy } from '@app/smtp-policy';
import { until } from '@app/testing';
import { type LaravelDouble, startLaravelDouble } from './testing/laravel-double.js';
import { type Answer, ServiceProcess } from './testing/service-process.js';
import { type TestRedis, startTestRedis } from './testing/test-redis.js';

let redis: TestRedis;
let laravel: LaravelDouble;
let one: ServiceProcess;
const replicas: ServiceProcess[] = [];

const environment = () => ({
  LARAVEL_API_BASE_URL: laravel.odd.url,
  LARAVEL_VERIFIER_TOKEN: 'verifier-secret',
  LARAVEL_INTERNAL_API_TOKEN: 'internal-secret',
  LARAVEL_INTERNAL_API_TIMEOUT_SECONDS: '1',
  LARAVEL_INTERNAL_API_RETRY_MAX: '0',
});

const { modes: BUILT_IN_MODES } = writePolicy(BUILT_IN_POLICY) as { readonly modes: object };

/** A payload of `version`; `more` makes it another one. */
const payload = (version: string, more: object = {}) =>
  JSON.stringify({ ...writePolicy(BUILT_IN_POLICY), version, ...more });

beforeEach(async () => {
  redis = await startTestRedis();
  laravel = await startLaravelDouble();
  for (const version of ['v1', 'v2', 'v3']) laravel.records.policies.set(version, payload(version));
  one = await start();
}, 30_000);

afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.stop()));
  await laravel.odd.goAway();
  await redis.discard();
});

/** One more replica, ready. */
async function start(): Promise<ServiceProcess> {
  const replica = await ServiceProcess.start(redis.address, environment());
  replicas.push(replica);
  await replica.ready();
  return replica;
}

const validate = (version: string) => one.post('/api/policies/validate', { version });
const promote = (version: string, canary_percent = 100, service = one) =>
  service.post('/api/policies/promote', { version, canary_percent, notes: 'because' });
const rollBack = (service = one) => service.post('/api/policies/rollback', { notes: 'it is bad' });
const dataOf = (answer: Answer) => answer.body['data'] as Readonly<Record<string, unknown>>;
const rollout = async (service: ServiceProcess) => dataOf(await service.get('/api/policies/rollout'));
const polled = async (service: ServiceProcess, query = '') =>
  dataOf(await service.get(`/api/providers/policies${query}`));

async function everywhere(...versions: readonly string[]): Promise<void> {
  for (const version of versions) {
    expect((await validate(version)).status).toBe(200);
    expect((await promote(version)).status).toBe(200);
  }
}

describe('a version', () => {
  it('is validated from what Laravel has, with the checksum of its bytes', async () => {
    laravel.records.policies.set('v1', payload('v1', { note: 'https://mail.example' }).replaceAll('/', '\\/'));
    const answer = await validate(' v1 ');
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toMatchObject({
      version: 'v1',
      status: 'draft',
      active: false,
      validation_status: 'valid',
      payload_checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      payload_kept: true,
    });
    const view = dataOf(await one.get('/api/policies/versions/v1/payload'));
    expect(view['payload']).toContain(String.raw`https:\/\/mail.example`);
  });

  it('that is invalid is refused with all that is wrong, and kept as what it is', async () => {
    laravel.records.policies.set('v1', payload('v1', { enabled: 'yes', profiles: {} }));
    const answer = await validate('v1');
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      title: 'policy_invalid',
      data: { version: 'v1', validation_status: 'invalid', validation_error: 'enabled must be true or false' },
    });
    const fields = answer.body['fields'] as readonly { readonly field: string }[];
    expect(fields.map(({ field }) => field)).toEqual(expect.arrayContaining(['enabled', 'profiles.generic']));
    expect((await promote('v1')).body['title']).toBe('policy_not_validated');
  });

  it('that no worker could read is refused although the validators let it pass', async () => {
    laravel.records.policies.set('v1', payload('v1', { modes: { ...BUILT_IN_MODES, extra: 'no object' } }));
    expect((await validate('v1')).body).toMatchObject({ data: { validation_status: 'invalid' } });
  });

  it('that nobody has heard of is refused and not recorded; one that Laravel has no more is invalid', async () => {
    const unknown = await validate('v9');
    expect(unknown.body).toMatchObject({ status: 422, title: 'policy_invalid', fields: [{ field: 'version' }] });
    expect((await one.get('/api/policies/versions')).body).toEqual({ data: [] });
    await validate('v1');
    laravel.records.policies.delete('v1');
    expect((await validate('v1')).body).toMatchObject({ status: 422, data: { validation_status: 'invalid' } });
  });

  it('is not validated at all while Laravel is away', async () => {
    await laravel.odd.goAway();
    expect((await validate('v1')).status).toBe(503);
    expect((await one.get('/api/policies/versions')).body).toEqual({ data: [] });
    await laravel.odd.comeBack();
  });

  it('names a field that is wrong', async () => {
    const fieldOf = async (body: object) =>
      ((await one.post('/api/policies/promote', body)).body['fields'] as readonly { field: string }[])[0]?.field;
    expect(await fieldOf({ version: ' ' })).toBe('version');
    expect(await fieldOf({ version: 'v1', canary_percent: 0 })).toBe('canary_percent');
    expect(await fieldOf({ version: 'v1', canary_percent: 101 })).toBe('canary_percent');
  });

  it('is compared with what everybody runs', async () => {
    await everywhere('v1');
    const { profiles } = JSON.parse(payload('v2')) as { profiles: { generic: { retry: object } } };
    const retry = { ...profiles.generic.retry, default_seconds: 77 };
    const changed = { ...profiles, generic: { ...profiles.generic, retry } };
    laravel.records.policies.set('v2', payload('v2', { profiles: changed }));
    expect(dataOf(await one.get('/api/policies/versions/v2/diff'))).toMatchObject({
      against: 'v1',
      identical: false,
      changes: [{ path: 'profiles.generic.retry.default_seconds', kind: 'changed', after: 77 }],
    });
    expect(dataOf(await one.get('/api/policies/versions/v3/diff?against=v1'))).toMatchObject({ identical: true });
    expect((await one.get('/api/policies/versions/v9/payload')).status).toBe(404);
  });
});

describe('a promotion', () => {
  it('to a part of the fleet gives the cohort the candidate and the rest what it had, on every replica', async () => {
    const other = await start();
    for (let n = 0; n < 8; n += 1) await one.beat(`w${n}`);
    await everywhere('v1');
    await validate('v2');
    expect(dataOf(await promote('v2', 25))).toMatchObject({ version: 'v2', active: true, canary_percent: 25 });
    await until(async () => (await rollout(other))['state'] === 'canary', 5_000);
    const told = async (service: ServiceProcess) =>
      Promise.all(
        Array.from({ length: 8 }, async (_, n) => {
          const query = `?worker_pool=edge-eu&worker_id=w${n}`;
          return (await polled(service, query))['active_version'];
        }),
      );
    const versions = await told(one);
    expect([1, 2, 3]).toContain(versions.filter((version) => version === 'v2').length);
    expect(versions).toEqual(await told(other));
    expect(await polled(one)).toMatchObject({
      active_version: 'v2',
      stable_version: 'v1',
      canary: { version: 'v2', percent: 25 },
    });
    const cohort = dataOf(await one.get('/api/policies/cohort'));
    expect(cohort).toMatchObject({ version: 'v2', stable_version: 'v1', percent: 25, workers: 8 });
  }, 30_000);

  it('is refused when the payload is no longer the one that was validated', async () => {
    await everywhere('v1');
    await validate('v2');
    laravel.records.policies.set('v2', payload('v2', { note: 'changed since' }));
    expect((await promote('v2', 25)).body).toMatchObject({ status: 409, title: 'policy_payload_changed' });
    expect((await rollout(one))['active_version']).toBe('v1');
  });

  it('wins or gets 409 when another comes at the same time', async () => {
    const other = await start();
    await everywhere('v1');
    await validate('v2');
    await validate('v3');
    await until(async () => (await rollout(other))['revision'] === (await rollout(one))['revision'], 5_000);
    const answers = await Promise.all([promote('v2', 25), promote('v3', 25, other), promote('v2', 50, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const entries = (await one.get('/api/policies/rollouts')).body['data'] as readonly { action: string }[];
    expect(entries.filter(({ action }) => action === 'promote')).toHaveLength(2); // v1 and the winner
  }, 30_000);

  it('is refused to somebody who looked at an older rollout', async () => {
    await everywhere('v1');
    const stale = (await rollout(one))['revision'];
    await validate('v2');
    const answer = await one.post('/api/policies/promote', { version: 'v2', canary_percent: 5, if_revision: stale });
    expect(answer.body).toMatchObject({ status: 409, title: 'intent_changed' });
  });
});

describe('a rollback', () => {
  it('needs no Laravel, and goes back only to what was healthy', async () => {
    await everywhere('v1', 'v2', 'v3');
    await laravel.odd.goAway();
    expect(dataOf(await rollBack())).toMatchObject({ version: 'v2', active: true, canary_percent: 100 });
    expect(dataOf(await rollBack())).toMatchObject({ version: 'v1', active: true });
    expect((await rollBack()).body).toMatchObject({ status: 409, title: 'policy_nothing_to_fall_back_to' });
    await laravel.odd.comeBack();
  });

  it('ends a canary at once, and the history says who and why', async () => {
    await everywhere('v1');
    await validate('v2');
    await promote('v2', 25);
    await rollBack(one);
    expect(await polled(one)).toMatchObject({ active_version: 'v1' });
    expect(await polled(one)).not.toHaveProperty('canary');
    const [last] = (await one.get('/api/policies/rollouts?limit=1')).body['data'] as readonly object[];
    expect(last).toMatchObject({
      action: 'rollback',
      version: 'v1',
      from_version: 'v2',
      notes: 'it is bad',
      source: 'operator',
      validation_status: 'valid',
      payload_checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is known after a restart', async () => {
    await everywhere('v1', 'v2');
    await rollBack();
    await one.kill();
    await one.start();
    await one.ready();
    expect(await rollout(one)).toMatchObject({ state: 'stable', active_version: 'v1' });
  }, 30_000);
});
