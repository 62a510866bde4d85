import { POOL } from '@app/laravel-client/testing';
import { RecordSet } from '@app/redis';
import { type Recorded, type RecordedBeat, recordedSession } from './testing/recorded-session.js';
import { until } from '@app/testing';
import { type LaravelDouble, startLaravelDouble } from './testing/laravel-double.js';
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

/** Calls that this does not repeat: incidents, and what needs policies of Laravel. Workers are answered anyway. */
const NOT_REPEATED = /^\/api\/(policies|incidents|providers\/(?!health|policies|\w+\/mode$))/;

/** The pools that the recorded workers were in. */
const STANDARD = { generic: 'standard', gmail: 'standard', microsoft: 'standard', yahoo: 'standard' };
const POOLS = [
  { ...POOL, id: 1, slug: 'edge-eu', provider_profiles: STANDARD },
  { ...POOL, id: 2, slug: 'edge-us', provider_profiles: { ...STANDARD, gmail: 'low_hit' } },
  { ...POOL, id: 3, slug: 'warm-1', provider_profiles: { ...STANDARD, yahoo: 'warmup' } },
];

/** What differs each time, and the version, since the calls that promote it are not repeated. */
const NOT_REPEATABLE: ReadonlySet<string> = new Set(['updated_at', 'last_reload_at', 'active_version']);

/** An answer without what cannot be the same again. */
function repeatable(answer: unknown): object {
  const withoutTimes = (key: string, value: unknown): unknown => (NOT_REPEATABLE.has(key) ? undefined : value);
  return JSON.parse(JSON.stringify(answer, withoutTimes)) as object;
}

const WRITES_DIRECTLY = /written straight into the store/;
const GOES_DOWN = 'control plane stopped (SIGTERM)';
const COMES_BACK = 'control plane is back';

describe('the recorded session of real workers', () => {
  const session = recordedSession();
  let redis: TestRedis;
  let laravel: LaravelDouble;
  let service: ServiceProcess;
  let answers: ReadonlyMap<Recorded, { readonly status: number; readonly body: Readonly<Record<string, unknown>> }>;

  beforeAll(async () => {
    redis = await startTestRedis();
    laravel = await startLaravelDouble();
    laravel.records.pools = POOLS;
    service = await ServiceProcess.start(redis.address, {
      LARAVEL_API_BASE_URL: laravel.odd.url,
      LARAVEL_INTERNAL_API_TOKEN: 'internal-secret',
      PROVIDER_POLICY_ENGINE_ENABLED: 'true',
      ADAPTIVE_RETRY_ENABLED: 'true',
    });
    await knowing();
    answers = await replay(session);
  }, 60_000);

  afterAll(async () => {
    await service.stop();
    await laravel.odd.goAway();
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

  it('has every policy poll answered with the modes of the recording, by whom, and what else a worker decodes', () => {
    const polls = session.flatMap((moment) => (moment.what === 'poll' && moment.status === 200 ? [moment] : []));
    expect(polls).toHaveLength(85);
    for (const poll of polls) expect(answers.get(poll)).toMatchObject({ status: 200, body: repeatable(poll.response) });
  });

  it("has the operator's calls about workers, pools and modes answered in the shapes of the contract", () => {
    const calls = session.filter((moment) => moment.what === 'api' && !NOT_REPEATED.test(moment.path));
    const posts = calls.filter((call) => call.what === 'api' && call.method === 'POST');
    expect(posts).toHaveLength(20);
    for (const call of posts) {
      if (call.what !== 'api') continue;
      const isRestored = call.path.endsWith('/unquarantine'); // 103 and 106 were paused below
      const expected = isRestored ? { ...call.response, desired_set: 'paused' } : repeatable(call.response);
      expect(answers.get(call)).toMatchObject({ status: 200, body: expected });
    }
  });

  /** Waits until it is ready and knows the pools. */
  async function knowing(): Promise<void> {
    await service.ready();
    const poll = async () => (await service.get('/api/providers/policies?worker_pool=warm-1')).body;
    await until(async () => JSON.stringify(await poll()).includes('degraded_probe'), 5_000);
  }

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
          if (!NOT_REPEATED.test(moment.path)) given.set(moment, await repeat(moment));
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
      await knowing();
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
