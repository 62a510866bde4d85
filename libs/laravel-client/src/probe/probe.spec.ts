import type { LaravelBundle } from '@app/contracts';
import { BUNDLE } from '../testing/contract-examples.js';
import { CONTEXT, makeClient } from '../testing/make-client.js';
import { type Behaviour, OddLaravel, cutMidBody, json, silent, text } from '../testing/odd-laravel.js';
import { workerEnvironmentFrom } from './worker-environment.js';

const WORKER_TOKEN = '7|worker-secret-0815';

describe('workerEnvironmentFrom', () => {
  it('reads the two keys it needs', () => {
    const env = `# made for you\n\nENGINE_API_BASE_URL="https://app.sample.test/"\r\n ENGINE_API_TOKEN = '7|a=b' \nWORKER_ID=17\n=x\n`;
    expect(workerEnvironmentFrom(env)).toEqual({ baseUrl: 'https://app.sample.test', token: '7|a=b' });
  });

  it.each([
    '',
    'ENGINE_API_TOKEN=x',
    'ENGINE_API_BASE_URL=https://a',
    'ENGINE_API_BASE_URL=file:///etc\nENGINE_API_TOKEN=x',
  ])('is null for %j', (env) => expect(workerEnvironmentFrom(env)).toBeNull());
});

describe('probeClaimNext', () => {
  let laravel: OddLaravel;
  let environment: Behaviour;
  let claim: Behaviour;
  beforeEach(async () => {
    laravel = await OddLaravel.start((arrived, response) =>
      (arrived.path.startsWith('/provisioning') ? environment : claim)(arrived, response),
    );
    environment = text(200, `ENGINE_API_BASE_URL=${laravel.url}/\nENGINE_API_TOKEN=${WORKER_TOKEN}\n`);
    claim = json(422, { message: 'The engine server field is required.' }, { 'X-Request-Id': 'lara-3' });
  });
  afterEach(() => laravel.goAway());

  const bundle = (): LaravelBundle => ({
    ...BUNDLE,
    install_stages: null,
    download_urls: { install: '', env: `${laravel.url}/provisioning/worker.env?signature=sig-secret` },
  });
  const probe = (given: LaravelBundle = bundle()) =>
    makeClient(laravel.url, { timeoutMs: 200 }).client.probeClaimNext(given, CONTEXT);

  it('sends what claims nothing, with the token of the bundle and no other', async () => {
    expect(await probe()).toEqual({
      result: 'pass',
      detail: 'The token was accepted; nothing was claimed: The engine server field is required. (request lara-3)',
    });
    const [read, claimed] = laravel.arrived;
    expect(read?.headers).not.toHaveProperty('authorization');
    expect(claimed).toMatchObject({
      method: 'POST',
      path: '/api/verifier/chunks/claim-next',
      body: '{"worker_id":"probe-auth-only"}',
    });
    expect(claimed?.headers).toMatchObject({
      authorization: `Bearer ${WORKER_TOKEN}`,
      'content-type': 'application/json',
    });
    expect(claimed?.headers).not.toHaveProperty('x-internal-token');
  });

  it.each([
    [422, 'pass'],
    [204, 'pass'],
    [200, 'pass'],
    [401, 'fail'],
    [403, 'fail'],
    [429, 'pending'],
    [500, 'pending'],
    [503, 'pending'],
    [404, 'fail'],
    [302, 'fail'],
  ])('judges %s as %s', async (status, result) => {
    claim = text(status, '');
    expect((await probe()).result).toBe(result);
    expect(laravel.arrived).toHaveLength(2);
  });

  it('cuts what was said, and never repeats the token', async () => {
    claim = text(401, `no ${WORKER_TOKEN} here ${'x'.repeat(20_000)}`);
    const { detail } = await probe();
    expect(detail).toContain('no *** here');
    expect(detail.length).toBeLessThan(250);
  });

  it('repeats not even the part of the token that stands before the cut', async () => {
    claim = text(401, `${'x'.repeat(170)}${WORKER_TOKEN}`);
    const { detail } = await probe();
    expect(detail).toContain('***');
    expect(detail).not.toContain(WORKER_TOKEN.slice(0, 3));
  });

  it('sends the token to nobody but who gave the link', async () => {
    const stranger = await OddLaravel.start(json(422, { message: 'thank you' }));
    try {
      const line = `ENGINE_API_BASE_URL=${stranger.url}`;
      environment = text(200, `ENGINE_API_BASE_URL=${laravel.url}\nENGINE_API_TOKEN=${WORKER_TOKEN}\n${line}\n`);
      expect((await probe()).result).toBe('fail');
      expect(stranger.arrived).toHaveLength(0);
    } finally {
      await stranger.goAway();
    }
  });

  it.each<[string, () => void]>([
    ['the link has expired', () => (environment = text(410, 'gone'))],
    ['the link fails', () => (environment = text(500, ''))],
    ['the environment is empty', () => (environment = text(200, ''))],
    [
      'the environment stands behind 64 KiB of other things',
      () => (environment = text(200, '#'.repeat(70_000) + '\nENGINE_API_TOKEN=x')),
    ],
    ['the link does not answer', () => (environment = silent)],
    ['the link breaks off', () => (environment = cutMidBody)],
    ['Laravel does not answer', () => (claim = silent)],
    ['Laravel breaks off', () => (claim = (_, response) => void response.destroy())],
  ])('fails when %s', async (_, arrange) => {
    arrange();
    const { result, detail } = await probe();
    expect(result).toBe('fail');
    expect(detail).not.toMatch(/secret|127\.0\.0\.1/);
  });

  it('fails for an expired bundle without asking anybody', async () => {
    expect((await probe({ ...bundle(), download_urls: null })).result).toBe('fail');
    expect(laravel.arrived).toHaveLength(0);
  });

  it('does not follow a link to anything but a web address', async () => {
    expect((await probe({ ...bundle(), download_urls: { install: '', env: 'file:///etc/passwd' } })).result).toBe(
      'fail',
    );
  });
});
