import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Arrived,
  type Behaviour,
  COMMAND,
  OddLaravel,
  POOL,
  SERVER,
  cutMidBody,
  json,
  text,
} from '@app/laravel-client/testing';
import { until } from '@app/testing';
import { type Answer, ServiceProcess } from './testing/service-process.js';
import { type TestRedis, startTestRedis } from './testing/test-redis.js';

let redis: TestRedis;
let laravel: OddLaravel;
let service: ServiceProcess;

/** Laravel on a good day; commands are as `onCommand` says. */
function goodDay(
  onCommand: Behaviour = json(200, { data: { ...COMMAND, action: 'restart', status: 'success' } }),
): Behaviour {
  return (arrived, response) => {
    if (arrived.path.endsWith('/commands')) return onCommand(arrived, response);
    if (arrived.path.endsWith('/engine-pools')) return json(200, { data: [POOL] })(arrived, response);
    return json(200, { data: { servers: [SERVER], verifier_domains: [] } })(arrived, response);
  };
}

beforeAll(async () => {
  redis = await startTestRedis();
  laravel = await OddLaravel.start(goodDay());
  service = await ServiceProcess.start(redis.address, {
    LARAVEL_API_BASE_URL: laravel.url,
    LARAVEL_INTERNAL_API_TOKEN: 'internal-secret',
    LARAVEL_INTERNAL_API_TIMEOUT_SECONDS: '2',
  });
  await service.ready();
}, 30_000);

afterAll(async () => {
  await service.stop();
  await laravel.goAway();
  await redis.discard();
});

interface ListAnswer {
  readonly data: readonly { readonly id: number }[];
  readonly meta: {
    readonly source: { readonly state: string; readonly age_seconds: number; readonly problem: string | null };
  };
}
const listed = (answer: Answer) => answer.body as unknown as ListAnswer;

/** Laravel is well again, and the circuit breaker has noticed. */
async function recovered(): Promise<void> {
  laravel.behave(goodDay());
  await until(async () => listed(await service.get('/api/servers')).meta.source.state === 'fresh', 20_000);
}

describe.each<readonly [string, Behaviour]>([
  ['slow', async () => void (await wait(10_000))],
  ['broken (500)', json(500, { message: 'Server Error' })],
  ['talking nonsense', text(200, '<html>Welcome to nginx</html>')],
  ['closing in the middle of an answer', cutMidBody],
])('while Laravel is %s', (_, behaviour) => {
  beforeAll(recovered, 30_000);

  it('lists show the last good copy and its age, beats are answered, changes are refused; then all is well', async () => {
    laravel.behave(behaviour);
    await until(async () => listed(await service.get('/api/servers')).meta.source.state === 'last_good', 10_000);
    const { data, meta } = listed(await service.get('/api/servers'));
    expect(data.map(({ id }) => id)).toEqual([SERVER.id]);
    expect(meta.source.problem).toMatch(/Laravel/);
    expect(listed(await service.get('/api/pool-registry')).data).toHaveLength(1);

    expect((await service.beat('w1')).status).toBe(200);
    expect((await service.get('/api/health/ready')).status).toBe(200);
    const refused = await service.post('/api/servers/17/commands', { action: 'restart' });
    expect([502, 503]).toContain(refused.status);
    expect(refused.body['detail']).toMatch(/nothing was (sent|changed)/i);
    await recovered();
  }, 45_000);
});

describe('while Laravel is gone', () => {
  it('all that needs it says so, and it heals without a restart', async () => {
    await recovered();
    await laravel.goAway();
    await until(async () => listed(await service.get('/api/servers')).meta.source.state === 'last_good', 10_000);
    const first = listed(await service.get('/api/servers')).meta.source.age_seconds;
    await wait(1_100);
    expect(listed(await service.get('/api/servers')).meta.source.age_seconds).toBeGreaterThan(first);
    const body = { name: 'x', ip_address: '198.51.100.9' };
    expect((await service.post('/api/servers', body)).body).toMatchObject({ title: 'laravel_unavailable' });
    await laravel.comeBack();
    await recovered();
  }, 45_000);
});

describe('beats', () => {
  /** Median milliseconds of a beat, taken under 20 readers of the server list. */
  async function medianBeat(): Promise<number> {
    const stop = new AbortController();
    const readers = Array.from({ length: 20 }, async () => {
      while (!stop.signal.aborted) await Promise.all([service.get('/api/servers'), wait(100)]);
    });
    const times: number[] = [];
    for (let n = 0; n < 400; n += 1) {
      const from = performance.now();
      await service.beat(`load-${n % 20}`);
      times.push(performance.now() - from);
    }
    stop.abort();
    await Promise.all(readers);
    return times.sort((a, b) => a - b)[200] ?? Infinity;
  }

  it('keep their pace while Laravel hangs, with at most 20 calls to it at once', async () => {
    await recovered();
    const ratios: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await recovered();
      const well = await medianBeat();
      laravel.mostAtOnce = 0;
      laravel.behave(async () => void (await wait(10_000)));
      await wait(1_000);
      ratios.push((await medianBeat()) / well);
      expect(laravel.mostAtOnce).toBeLessThanOrEqual(20);
    }
    await recovered();
    expect(Math.min(...ratios)).toBeLessThanOrEqual(1.2); // the machine is shared: the least disturbed round counts
  }, 120_000);
});

describe('a restart of a host', () => {
  const commands = () => laravel.arrived.filter(({ path }: Arrived) => path.endsWith('/commands'));
  const clicked = (key: string): Promise<Answer> =>
    service.call('POST', '/api/servers/17/commands', { action: 'restart', reason: 'a/b' }, { 'Idempotency-Key': key });
  const operation = ({ body }: Answer) => body['data'] as { readonly id: string; readonly state: string };
  const ended = async (id: string) => {
    const find = async () => operation(await service.get(`/api/servers/17/commands/${id}`));
    await until(async () => !['accepted', 'running'].includes((await find()).state), 40_000);
    return find();
  };

  it('that Laravel answers after 9 seconds is sent once, however often it is clicked with the same key', async () => {
    await recovered();
    laravel.arrived.length = 0;
    laravel.behave(
      goodDay(async (arrived, response) => {
        await wait(9_000);
        await json(200, { data: { ...COMMAND, action: 'restart', status: 'success' } })(arrived, response);
      }),
    );
    const answers = await Promise.all([1, 2, 3].map(() => clicked('click-0001')));
    const accepted = answers.find(({ status }) => status === 202);
    if (accepted === undefined) throw new Error(JSON.stringify(answers));
    const { id } = operation(accepted);
    expect(operation(await clicked('click-0001')).id).toBe(id);
    expect((await clicked('click-0002')).body).toMatchObject({ title: 'operation_in_progress' });
    expect((await ended(id)).state).toBe('succeeded');
    expect(commands()).toHaveLength(1);
    const [sent] = commands();
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({ action: 'restart', idempotency_key: id });
    expect(sent?.body).not.toContain('a/b'); // a slash in a reason breaks the agent's signature
    expect(sent?.headers['x-request-id']).toBe(id);
  }, 45_000);

  it('whose answer is lost is looked for, not repeated', async () => {
    laravel.arrived.length = 0;
    let sentId = '';
    laravel.behave((arrived, response) => {
      if (arrived.path.endsWith('/commands')) {
        sentId = String(arrived.headers['x-request-id']);
        response.destroy();
        return;
      }
      const server = { ...SERVER, last_command_request_id: sentId, last_command_status: 'success' };
      return json(200, { data: { servers: [server], verifier_domains: [] } })(arrived, response);
    });
    const { id } = operation(await clicked('click-0003'));
    expect((await ended(id)).state).toBe('succeeded');
    expect(commands()).toHaveLength(1);
    await recovered();
  }, 45_000);

  it('that Laravel failed on may have happened, and says so', async () => {
    await recovered();
    laravel.behave(goodDay((_, response) => void response.writeHead(503).end('{"message":"down"}')));
    const { id } = operation(await clicked('click-0004'));
    expect(await ended(id)).toMatchObject({
      state: 'timed_out',
      output: expect.stringMatching(/may or may not/) as unknown,
    });
    await recovered();
  }, 45_000);
});
