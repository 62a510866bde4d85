import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeartbeatRequest } from '@app/contracts';
import type { FleetEnvironment } from './config/fleet-environment.js';
import { runFleet } from './fleet.js';

/** A control plane that notes what it is asked and answers what the test says. */
class ListeningControlPlane {
  readonly beats: HeartbeatRequest[] = [];
  readonly polls: string[] = [];
  readonly credentials = new Set<string | undefined>();
  answer: (beat: HeartbeatRequest) => object = () => ({ desired_state: 'running', commands: [] });
  policies: object = { data: { modes: [] } };
  /** Of answers to polls. */
  status = 200;
  private readonly waiting: (() => void)[] = [];
  private readonly server: Server = createServer((request, response) => {
    void this.receive(request).then((answer) => {
      response.statusCode = request.method === 'GET' ? this.status : 200;
      response.end(JSON.stringify(answer));
    });
  });

  listen(): Promise<string> {
    return new Promise((listening) => {
      this.server.listen(0, '127.0.0.1', () => {
        const { port } = this.server.address() as AddressInfo; // a listening TCP server has this kind of address
        listening(`http://127.0.0.1:${port}`);
      });
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((heard) => this.waiting.push(heard));
  }

  private async receive(request: IncomingMessage): Promise<object> {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += String(part);
    this.credentials.add(request.headers.authorization);
    for (const heard of this.waiting.splice(0)) queueMicrotask(heard);
    if (request.method === 'GET') {
      this.polls.push(request.url ?? '');
      return this.policies;
    }
    const beat = JSON.parse(text) as HeartbeatRequest;
    this.beats.push(beat);
    return this.answer(beat);
  }
}

describe('a running fleet', () => {
  const controlPlane = { current: new ListeningControlPlane() };
  let stopping: AbortController;
  let ended: Promise<void>;

  const start = async (settings: Partial<FleetEnvironment> = {}) => {
    const baseUrl = await controlPlane.current.listen();
    stopping = new AbortController();
    const environment: FleetEnvironment = {
      baseUrl,
      token: 's3cret',
      heartbeatEnabled: true,
      policySyncEnabled: true,
      heartbeatIntervalMs: 20,
      policyRefreshMs: 60_000,
      policyEngineEnabled: false,
      adaptiveRetryEnabled: false,
      laravel: null,
      laravelHeartbeatEveryN: 10,
      pollsBy: 'worker',
      workers: 1,
      pools: ['edge-eu'],
      scenario: 'calm',
      seed: 1,
      ...settings,
    };
    ended = runFleet(environment, stopping.signal, () => undefined);
  };
  const statuses = () => controlPlane.current.beats.map(({ status }) => status);

  beforeEach(() => (controlPlane.current = new ListeningControlPlane()));
  afterEach(async () => {
    stopping.abort();
    await ended;
    controlPlane.current.close();
  });

  it('says what it was told one beat later, and shows its token', async () => {
    controlPlane.current.answer = () => ({
      desired_state: controlPlane.current.beats.length < 3 ? 'running' : 'paused',
      commands: [],
    });
    await start();
    await controlPlane.current.until(() => statuses().length >= 4);
    expect(statuses().slice(0, 4)).toEqual(['running', 'running', 'running', 'paused']);
    expect([...controlPlane.current.credentials]).toEqual(['Bearer s3cret']);
  });

  it('beats before it asks for policies, asks for its pool, and names the version from then on', async () => {
    controlPlane.current.policies = { data: { policy_engine_enabled: true, active_version: 'v4.2.0', modes: [] } };
    await start();
    await controlPlane.current.until(() => statuses().length >= 3);
    const strategies = controlPlane.current.beats.map((beat) => beat.session_strategy_id);
    expect(strategies.slice(0, 2)).toEqual(['standard:unversioned', 'provider_policy:v4.2.0']);
    expect(controlPlane.current.polls).toEqual(['/api/providers/policies?worker_pool=edge-eu&worker_id=101']);
  });

  it('asks again as soon as a beat is answered that policies changed', async () => {
    const { current } = controlPlane;
    current.answer = () => ({ desired_state: 'running', policy_reload: current.beats.length < 4 ? 7 : 8 });
    await start();
    await current.until(() => statuses().length >= 7);
    expect(current.polls).toHaveLength(2);
  });

  it('does neither where it polls as the workers of today', async () => {
    const { current } = controlPlane;
    current.answer = () => ({ desired_state: 'running', policy_reload: current.beats.length });
    await start({ pollsBy: 'pool' });
    await current.until(() => statuses().length >= 5);
    expect(current.polls).toEqual(['/api/providers/policies?worker_pool=edge-eu']);
  });

  it('asks again at its next beat while it is not answered what changed', async () => {
    const { current } = controlPlane;
    current.answer = () => ({ desired_state: 'running', policy_reload: 7 });
    current.status = 503;
    await start();
    await current.until(() => current.polls.length === 3);
    current.status = 200;
    await current.until(() => current.polls.length === 4);
    const beats = statuses().length;
    await current.until(() => statuses().length >= beats + 3);
    expect(current.polls).toHaveLength(4);
  });

  it('keeps its state while it is answered nonsense', async () => {
    const answers = [{ desired_state: 'draining' }, { desired_state: 'gone' }, []];
    controlPlane.current.answer = () => answers[controlPlane.current.beats.length - 1] ?? {};
    await start();
    await controlPlane.current.until(() => statuses().length >= 4);
    expect(statuses().slice(1, 4)).toEqual(['draining', 'draining', 'draining']);
  });

  it('has every worker of every pool', async () => {
    await start({ workers: 6, pools: ['edge-eu', 'warm-1'] });
    const ids = () => new Set(controlPlane.current.beats.map((beat) => `${beat.pool} ${beat.worker_id}`));
    await controlPlane.current.until(() => ids().size === 6);
    expect([...ids()].filter((id) => id.startsWith('warm-1'))).toHaveLength(3);
  });

  it('reports to Laravel at its first beat and at every n-th, with the addresses it has always', async () => {
    const laravel = new ListeningControlPlane();
    try {
      await start({ laravel: { baseUrl: await laravel.listen(), token: '7|s3cret' }, laravelHeartbeatEveryN: 3 });
      await laravel.until(() => laravel.beats.length === 3);
      expect(laravel.beats).toEqual(
        Array.from({ length: 3 }, () => ({ server: { name: 'probe-eu-1', ip_address: '198.51.100.11' } })),
      );
      expect([...laravel.credentials]).toEqual(['Bearer 7|s3cret']);
      expect(controlPlane.current.beats.length).toBeGreaterThanOrEqual(6);
    } finally {
      laravel.close();
    }
  });

  it('goes on beating while Laravel refuses it', async () => {
    await start({ laravel: { baseUrl: 'http://127.0.0.1:1', token: 'x' } });
    await controlPlane.current.until(() => statuses().length >= 3);
  });

  it('stops at once, a call under way or not', async () => {
    controlPlane.current.answer = () => new Promise<object>(() => undefined); // never answered
    await start();
    await controlPlane.current.until(() => statuses().length === 1);
    const startedAt = performance.now();
    stopping.abort();
    await ended;
    expect(performance.now() - startedAt).toBeLessThan(5_000); // the call itself would be given up after 10 s
  });
});
