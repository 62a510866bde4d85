import { RecordSet } from '@app/redis';
import { type Recorded, type RecordedBeat, recordedSession } from './testing/recorded-session.js';
import { until } from '@app/testing';
import { ServiceProcess } from './testing/service-process.js';
import { type TestRedis, startTestRedis } from './testing/test-redis.js';
import { openLink } from './testing/open-link.js';
import { decision } from './testing/builders.js';
import type { WorkerIntent } from './workers/worker-intent.js';

/** Where this service answers a beat otherwise than the former one did, and why that is better. */
const BETTER = [
  {
    workerId: '103',
    fromMs: 138_001,
    recorded: 'running',
    ours: 'paused',
    reason: 'Paused while quarantined: lifting the quarantine restores the pause instead of forgetting it',
  },
  {
    workerId: '106',
    fromMs: 218_005,
    recorded: 'running',
    ours: 'paused',
    reason: 'Paused, then quarantined: lifting the quarantine restores the pause instead of forgetting it',
  },
] as const;

/** Calls whose routes do not exist here yet: provider modes, policies and incidents. Workers are answered all the same. */
const NOT_SERVED_YET = /^\/api\/(policies|incidents|providers\/(?!health|policies$))/;

const WRITES_DIRECTLY = /written straight into the store/;
const GOES_DOWN = 'control plane stopped (SIGTERM)';
const COMES_BACK = 'control plane is back';

describe('the recorded session of real workers', () => {
  const session = recordedSession();
  let redis: TestRedis;
  let service: ServiceProcess;
  let answers: ReadonlyMap<Recorded, { readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;

  beforeAll(async () => {
    redis = await startTestRedis();
    service = await ServiceProcess.start(redis.address, {
      PROVIDER_POLICY_ENGINE_ENABLED: 'true',
      ADAPTIVE_RETRY_ENABLED: 'true',
    });
    await service.ready();
    answers = await replay(session);
  }, 60_000);

  afterAll(async () => {
    await service.stop();
    await redis.discard();
  });

  it('was replayed as a whole', () => {
    const beats = session.filter((moment) => moment.what === 'beat');
    expect(beats).toHaveLength(354);
    expect(beats.filter((beat) => answers.has(beat))).toHaveLength(340); // 14 met a control plane that was down
  });

  it('has every beat answered with the state the recording expects, but for what is better now', () => {
    const differences = answeredBeats().flatMap(([beat, answer]) => {
      const expected = expectedState(beat);
      const actual = answer.body['desired_state'];
      return answer.status === 200 && actual === expected
        ? []
        : [{ t_ms: beat.t_ms, id: beat.worker_id, expected, actual }];
    });
    expect(differences).toEqual([]);
  });

  it('meets each listed difference, so that the list says nothing untrue', () => {
    for (const { workerId, fromMs, recorded, ours } of BETTER) {
      const changed = answeredBeats().filter(([beat]) => beat.worker_id === workerId && beat.t_ms >= fromMs);
      const met = changed.filter(
        ([beat, answer]) => beat.response?.desired_state === recorded && answer.body['desired_state'] === ours,
      );
      expect(met.length).toBeGreaterThan(0);
    }
  });

  it('has every policy poll answered with what a worker decodes', () => {
    const polls = session.filter((moment) => moment.what === 'poll' && moment.status === 200);
    expect(polls).toHaveLength(85);
    for (const poll of polls) {
      const data = {
        policy_engine_enabled: true,
        adaptive_retry_enabled: true,
        auto_protect_enabled: false,
        modes: [],
      };
      expect(answers.get(poll)).toMatchObject({ status: 200, body: { data } });
    }
  });

  it("has the operator's calls about workers and pools answered in the shapes of the contract", () => {
    const calls = session.filter((moment) => moment.what === 'api' && !NOT_SERVED_YET.test(moment.path));
    const posts = calls.filter((call) => call.what === 'api' && call.method === 'POST');
    expect(posts).toHaveLength(14);
    for (const call of posts) {
      if (call.what !== 'api') continue;
      const isRestored = call.path.endsWith('/unquarantine'); // 103 and 106 were paused below
      const expected = isRestored ? { ...call.response, desired_set: 'paused' } : call.response;
      expect(answers.get(call)).toMatchObject({ status: 200, body: expected });
    }
  });

  function answeredBeats() {
    return session.flatMap((moment) => {
      const answer = answers.get(moment);
      return moment.what === 'beat' && answer !== undefined ? [[moment, answer] as const] : [];
    });
  }

  function expectedState(beat: RecordedBeat): string | undefined {
    const better = BETTER.find(({ workerId, fromMs }) => beat.worker_id === workerId && beat.t_ms >= fromMs);
    const recorded = beat.response?.desired_state;
    return better !== undefined && recorded === better.recorded ? better.ours : recorded;
  }

  async function replay(moments: readonly Recorded[]) {
    const given = new Map<Recorded, { status: number; body: Readonly<Record<string, unknown>> }>();
    for (const moment of moments) {
      switch (moment.what) {
        case 'beat':
          if (moment.status === 200) given.set(moment, await service.post('/api/workers/heartbeat', moment.request));
          break;
        case 'poll':
          if (moment.status === 200) given.set(moment, await service.get(moment.request.path));
          break;
        case 'api':
          if (!NOT_SERVED_YET.test(moment.path)) given.set(moment, await repeat(moment));
          break;
        case 'process':
          await happen(moment.description, moment.worker_id);
      }
    }
    return given;
  }

  function repeat(call: Extract<Recorded, { what: 'api' }>) {
    return call.method === 'GET' ? service.get(call.path) : service.post(call.path, call.request ?? {});
  }

  async function happen(description: string, workerId: string | undefined): Promise<void> {
    if (description === GOES_DOWN) expect(await service.stop()).toBe(0);
    if (description === COMES_BACK) {
      await service.start();
      await service.ready();
    }
    if (WRITES_DIRECTLY.test(description) && workerId !== undefined) await writeStopped(workerId);
  }

  /** No route sets `stopped`; the recording wrote it into the store, and so does this. */
  async function writeStopped(workerId: string): Promise<void> {
    const link = openLink(redis.address);
    const intents = new RecordSet<WorkerIntent>(link.commands, '{intents}:workers', '{intents}:journal');
    await new Promise((resolve) => link.commands.once('ready', resolve));
    const intent: WorkerIntent = { wish: { ...decision(), desired: 'stopped' }, quarantine: null, revision: 1 };
    const entry = { kind: 'worker.intent', action: 'stop', target: workerId, after: intent };
    expect(await intents.save(workerId, { value: intent, lineage: ['by-hand'] }, 0, entry)).toBe('saved');
    link.close();
    // The service follows the journal; a beat in the same millisecond would still be answered from before.
    const known = async () => (await service.get(`/api/workers/${workerId}`)).body['data'] as { desired_state: string };
    await until(async () => (await known()).desired_state === 'stopped', 2_000);
  }
});
