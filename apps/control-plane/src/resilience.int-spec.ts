import { until } from '@app/testing';
import { ServiceProcess, type Answer } from './testing/service-process.js';
import { type TestRedis, startTestRedis } from './testing/test-redis.js';

const WORKERS = 50;
const workerName = (index: number) => `w${index}`;

/** Beats and decisions at a steady rate, remembering what was acknowledged. */
class Load {
  /** Worker → the state that was acknowledged last. */
  readonly acknowledged = new Map<string, string>();
  readonly beatStatuses = new Map<number, number>();
  readonly decisionStatuses = new Map<number, number>();
  private readonly inFlight = new Set<Promise<void>>();
  private timers: NodeJS.Timeout[] = [];
  private count = 0;

  constructor(private readonly service: ServiceProcess) {}

  start(rates: { readonly beatsPerSecond: number; readonly decisionsPerSecond: number }): void {
    const perTick = rates.beatsPerSecond / 50;
    this.timers.push(setInterval(() => this.beats(perTick), 20));
    this.timers.push(setInterval(() => this.track(this.decide()), 1_000 / rates.decisionsPerSecond));
  }

  async stop(): Promise<void> {
    this.timers.forEach(clearInterval);
    this.timers = [];
    await Promise.all(this.inFlight);
  }

  private beats(count: number): void {
    for (let index = 0; index < count; index += 1) this.track(this.beat());
  }

  private async beat(): Promise<void> {
    const { status } = await this.service.beat(workerName(this.count++ % WORKERS));
    this.beatStatuses.set(status, (this.beatStatuses.get(status) ?? 0) + 1);
  }

  private async decide(): Promise<void> {
    const id = workerName(Math.floor(Math.random() * WORKERS));
    const action = ['pause', 'drain', 'resume'][Math.floor(Math.random() * 3)] ?? 'pause';
    const { status, body } = await this.service.post(`/api/workers/${id}/${action}`, { reason: 'load' });
    this.decisionStatuses.set(status, (this.decisionStatuses.get(status) ?? 0) + 1);
    if (status === 200) this.acknowledged.set(id, String(body['desired_state']));
    // Not confirmed: it may have happened all the same, so nothing is known of this worker any more.
    else if (/may or may not/.test(String(body['detail']))) this.acknowledged.delete(id);
  }

  /** A connection that a kill cuts is no answer at all. */
  private track(work: Promise<void>): void {
    const tracked = work.catch(() => undefined).finally(() => this.inFlight.delete(tracked));
    this.inFlight.add(tracked);
  }
}

/** What each worker is told now. */
async function toldStates(service: ServiceProcess, ids: Iterable<string>): Promise<Map<string, unknown>> {
  const told = new Map<string, unknown>();
  for (const id of ids) told.set(id, (await service.beat(id)).body['desired_state']);
  return told;
}

let redis: TestRedis;
const services: ServiceProcess[] = [];

async function startService(environment: Record<string, string> = {}): Promise<ServiceProcess> {
  const service = await ServiceProcess.start(redis.address, environment);
  services.push(service);
  return service;
}

async function readyService(environment: Record<string, string> = {}): Promise<ServiceProcess> {
  const service = await startService(environment);
  await service.ready();
  for (let index = 0; index < WORKERS; index += 1) await service.beat(workerName(index));
  return service;
}

const isReady = async (service: ServiceProcess) => (await service.get('/api/health/ready')).status === 200;

beforeEach(async () => {
  redis = await startTestRedis();
});

afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.kill()));
  await redis.discard();
});

describe('Redis killed and restarted under 500 beats and 10 decisions a second', () => {
  it('loses no acknowledged decision, answers every beat, says so and heals by itself', async () => {
    const service = await readyService();
    const load = new Load(service);
    load.start({ beatsPerSecond: 500, decisionsPerSecond: 10 });
    await new Promise((resolve) => setTimeout(resolve, 2_000));

    const killedAt = Date.now();
    await redis.kill();
    await until(async () => !(await isReady(service)), 2_000);
    const unreadyAfterMs = Date.now() - killedAt;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await redis.restart();
    await until(() => isReady(service), 5_000);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await load.stop();

    expect(unreadyAfterMs).toBeLessThan(2_000);
    expect([...load.beatStatuses.keys()]).toEqual([200]);
    expect(load.beatStatuses.get(200)).toBeGreaterThan(1_500);
    // A write whose answer was lost may have happened; the next one about that worker then meets a 409.
    expect([200, 409, 503]).toEqual(expect.arrayContaining([...load.decisionStatuses.keys()]));
    expect(load.decisionStatuses.get(503)).toBeGreaterThan(0);
    expect(load.acknowledged.size).toBeGreaterThan(0);
    expect(await toldStates(service, load.acknowledged.keys())).toEqual(load.acknowledged);
    // A service that knows nothing but what Redis kept must say the same.
    const fresh = await startService();
    await fresh.ready();
    expect(await toldStates(fresh, load.acknowledged.keys())).toEqual(load.acknowledged);
  }, 60_000);
});

describe('the control plane killed under load', () => {
  it('loses no acknowledged decision, and knows its fleet again', async () => {
    const service = await readyService();
    const load = new Load(service);
    load.start({ beatsPerSecond: 500, decisionsPerSecond: 10 });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await service.kill();
    await load.stop();

    await service.start();
    await service.ready();
    expect(load.acknowledged.size).toBeGreaterThan(0);
    expect(await toldStates(service, load.acknowledged.keys())).toEqual(load.acknowledged);
    await until(async () => {
      const { body } = await service.get('/api/workers?presence=all&limit=1');
      return (body['meta'] as { total: number }).total === WORKERS;
    }, 1_000);
  }, 60_000);

  it('answers the first beat of a paused worker with paused', async () => {
    const service = await readyService();
    await service.post('/api/workers/w1/pause', { reason: 'bad deploy' });
    await service.kill();
    await service.start();
    let answer: Answer;
    do answer = await service.beat('w1');
    while (answer.status === 503); // it may not say "run" before it knows better
    expect(answer).toMatchObject({ status: 200, body: { desired_state: 'paused' } });
  }, 30_000);
});

describe('a start without Redis', () => {
  it('listens, tells no worker to run before it knows better, and heals by itself', async () => {
    const before = await readyService();
    await before.post('/api/workers/w1/pause');
    await before.stop();
    await redis.kill();

    const service = await startService();
    const refused = await service.beat('w1');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('Retry-After')).not.toBeNull();
    expect(await isReady(service)).toBe(false);

    await redis.restart();
    await service.ready();
    expect((await service.beat('w1')).body['desired_state']).toBe('paused');

    // It hears of other replicas' beats as if it had always been connected.
    const other = await startService();
    await other.ready();
    await other.beat('heard-elsewhere');
    await until(async () => (await service.get('/api/workers/heard-elsewhere')).status === 200, 1_000);
  }, 30_000);
});

describe('Redis that hangs without closing anything', () => {
  it('is noticed within 2 s, delays no beat, and refuses decisions in words', async () => {
    const service = await readyService();
    redis.freeze();
    const frozenAt = Date.now();
    await until(async () => !(await isReady(service)), 3_000);
    const unreadyAfterMs = Date.now() - frozenAt;
    const startedAt = Date.now();
    expect((await service.beat('w1')).status).toBe(200);
    expect(Date.now() - startedAt).toBeLessThan(500);
    const decided = await service.post('/api/workers/w1/pause');
    expect(decided.status).toBe(503);
    expect(decided.body['detail']).toMatch(/Redis/);
    redis.thaw();
    await until(() => isReady(service), 5_000);
    expect(unreadyAfterMs).toBeLessThan(2_000);
  }, 30_000);
});

describe('Redis that comes back without what it confirmed', () => {
  it('is given back every decision, with a journal entry that says so', async () => {
    const service = await readyService();
    await service.post('/api/workers/w1/pause', { reason: 'bad deploy' });
    await redis.kill();
    await redis.discard();
    redis = await startTestRedis(redis.port); // empty, at the address of the one that is gone
    await until(() => isReady(service), 5_000);

    const other = await startService();
    await other.ready();
    expect((await other.beat('w1')).body['desired_state']).toBe('paused');
    const { body } = await other.get('/api/workers/w1');
    const { recent_decisions: decisions } = body['data'] as { recent_decisions: { action: string }[] };
    expect(decisions.map(({ action }) => action)).toEqual(['restore']);
  }, 30_000);
});

describe('two replicas', () => {
  it('agree on decisions and on the fleet within a second', async () => {
    const one = await readyService();
    const two = await startService();
    await two.ready();
    await one.beat('heard-by-one');
    await one.post('/api/workers/w1/pause', { reason: 'bad deploy' });
    const agreed = async () => {
      const heard = await two.get('/api/workers/heard-by-one');
      const paused = await two.get('/api/workers/w1');
      return heard.status === 200 && (paused.body['data'] as { desired_state: string }).desired_state === 'paused';
    };
    await until(agreed, 1_000);
    expect((await two.beat('w1')).body['desired_state']).toBe('paused');
  }, 30_000);

  it('let only one of two win who decide at once, and agree on who', async () => {
    const one = await readyService();
    const two = await startService();
    await two.ready();
    await until(async () => (await two.get('/api/workers/w1')).status === 200, 2_000);
    const [first, second] = await Promise.all([one.post('/api/workers/w1/pause'), two.post('/api/workers/w1/drain')]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const winner = first.status === 200 ? 'paused' : 'draining';
    await until(async () => (await two.beat('w1')).body['desired_state'] === winner, 1_000);
    expect((await one.beat('w1')).body['desired_state']).toBe(winner);
  }, 30_000);
});

describe('a gentle stop', () => {
  it('ends streams, writes what waits and exits with 0', async () => {
    const service = await readyService();
    const stream = await fetch(`${service.url}/api/events`, { headers: { Authorization: 'Bearer a-token-for-tests' } });
    const reading = stream.text();
    await service.beat('just-before', 'running');
    expect(await service.stop()).toBe(0);
    expect(await reading).toContain('event: snapshot');
    await service.start();
    await service.ready();
    await until(async () => (await service.get('/api/workers/just-before')).status === 200, 2_000);
  }, 30_000);
});
