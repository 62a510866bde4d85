import type { ShadowRun } from '@app/contracts';
import { OddLaravel, type Behaviour } from '@app/laravel-client/testing';
import { recordedPayload, recordedTraces } from '@app/smtp-policy/testing';
import { until } from '@app/testing';
import { answersTraces, tracesAsked } from '../../decisions/testing/trace-laravel.js';
import { type TestRedis, startTestRedis } from '../../testing/test-redis.js';
import { RolloutsService } from '../rollout/rollouts.service.js';
import { ShadowArchive } from './shadow-archive.js';
import { ShadowGate } from './shadow-gate.js';
import { shadowRunOf } from './testing/shadow-builders.js';
import { startShadowApp, type ShadowApp } from './testing/start-shadow-app.js';

const ACTIVE = 'v4.2.0';
const CANDIDATE = 'v4.3.0-rc1';
const traces = [...recordedTraces()].reverse();
const wish = { triggeredBy: 'alice', actor: 'alice', source: 'operator', notes: '', requestId: 'request-1' } as const;

let redis: TestRedis;
let laravel: OddLaravel;
let replica: ShadowApp;
let well: Behaviour;

const start = () =>
  startShadowApp({
    REDIS_ADDR: redis.address,
    LARAVEL_API_BASE_URL: laravel.url,
    LARAVEL_INTERNAL_API_TOKEN: 'internal-secret',
    LARAVEL_VERIFIER_TOKEN: 'verifier-secret',
    LARAVEL_INTERNAL_API_RETRY_MAX: '0',
    LARAVEL_INTERNAL_API_TIMEOUT_SECONDS: '2', // what is under way in Laravel is waited for at a stop
    POLICY_SHADOW_PROMOTE_GATE_ENFORCED: 'true',
  });
const evaluate = (body: object = {}, from = replica) =>
  from.call('POST', '/evaluate', { candidate_version: CANDIDATE, ...body });
const runs = async (from = replica) => (await from.call('GET', '/runs?limit=200')).body.data as readonly ShadowRun[];

/** Answers the first three pages of traces; who asks for a later one waits for ever. */
const pausing: Behaviour = (arrived, response) => {
  const before = Number(/before_id=(\d+)/.exec(arrived.path)?.[1] ?? Infinity);
  return before < 800 ? undefined : well(arrived, response);
};

beforeAll(async () => {
  redis = await startTestRedis();
  const active = recordedPayload('active') as object;
  well = answersTraces({
    traces,
    payloads: {
      [ACTIVE]: active,
      [CANDIDATE]: recordedPayload('candidate'),
      same: { ...active, version: 'same' },
      unreadable: { ...active, version: 'unreadable', profiles: { generic: { enhanced_rules: 'none' } } },
    },
  });
  laravel = await OddLaravel.start(well);
  replica = await start();
}, 30_000);

afterAll(async () => {
  await replica.app.close();
  await laravel.goAway();
  await redis.discard();
});

afterEach(() => {
  laravel.behave(well);
  expect(replica.replayer.unclosed).toBe(0);
});

describe('before anything was promoted', () => {
  it('there is nothing to compare', async () => {
    expect((await replica.call('GET', '/runs')).body).toEqual({ data: [] });
    expect((await replica.call('GET', '/progress')).body).toEqual({ data: null });
    expect((await replica.call('GET', '/compare')).body.data).toMatchObject({
      violations: ['candidate_version_missing'],
      eligible: false,
      gate_mode: 'enforce',
    });
    expect((await replica.call('DELETE', '/evaluate')).status).toBe(404);
  });

  it('a candidate is compared with the built-in policy', async () => {
    const { status, body } = await evaluate({ notes: 'first look' });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ active_version: '', active_checksum: null, state: 'done', notes: 'first look' });
  }, 20_000);
});

describe('a candidate against what everybody runs', () => {
  let run: ShadowRun;

  beforeAll(async () => {
    const rollouts = replica.app.get(RolloutsService);
    await rollouts.validate(ACTIVE, wish);
    await rollouts.promote(ACTIVE, 100, wish);
  });

  it('is replayed over every trace', async () => {
    const { status, body } = await evaluate({ triggered_by: 'nightly' });
    run = body.data;
    expect([status, run.state]).toEqual([200, 'done']);
    expect(run).toMatchObject({
      candidate_version: CANDIDATE,
      active_version: ACTIVE,
      triggered_by: 'nightly',
      providers: ['generic', 'gmail', 'microsoft', 'yahoo'],
      traces: 1_077,
      is_identical: false,
      problem: null,
    });
    expect(run.summary.reclassified).toBeGreaterThan(0);
    expect(run.transitions.length).toBeGreaterThan(10);
    expect(JSON.stringify(run).length).toBeLessThan(20_000);
    expect(Object.keys(run)).not.toContain('notes');
  });

  it('comes out the same again', async () => {
    const again = (await evaluate()).body.data as ShadowRun;
    expect(JSON.stringify([again.results, again.transitions, again.summary])).toBe(
      JSON.stringify([run.results, run.transitions, run.summary]),
    );
  });

  it('is listed, newest first, and can be asked for', async () => {
    expect((await runs()).map(({ triggered_by: by }) => by)).toEqual(['api', 'nightly', 'api']);
    expect((await replica.call('GET', '/runs?limit=1')).body.data).toHaveLength(1);
    expect((await replica.call('GET', `/runs/${run.run_uuid}`)).body.data).toEqual(run);
    expect((await replica.call('GET', '/runs/7b8f3c1e-52a5-4a41-9d3c-0d2f5b1c9a77')).status).toBe(404);
    expect((await replica.call('GET', '/runs/7')).status).toBe(400);
  });

  it('is judged by the run', async () => {
    const { data } = (await replica.call('GET', `/compare?candidate_version=${CANDIDATE}`)).body;
    expect(data).toMatchObject({ candidate_version: CANDIDATE, active_version: ACTIVE });
    expect(data.providers).toHaveLength(4);
    expect(data.explanations).toHaveLength(data.violations.length);
    const gate = replica.app.get(ShadowGate);
    const answer = gate.check(CANDIDATE, run.candidate_checksum);
    expect(answer).toEqual(data.eligible ? { open: true } : { open: false, violations: data.violations });
    expect(gate.check(CANDIDATE, 'another payload')).toEqual({ open: false, violations: ['shadow_run_missing'] });
    expect(gate.check('unheard-of', null)).toEqual({ open: false, violations: ['shadow_run_missing'] });
  });

  it('can be looked at for some providers', async () => {
    const some = (await evaluate({ providers: [' Gmail ', 'nobody', ''] })).body.data as ShadowRun;
    expect(some.providers).toEqual(['gmail']);
    expect(tracesAsked(laravel.arrived).at(-1)?.path).toContain('provider=gmail');
    expect((await evaluate({ providers: ['nobody'] })).body.data).toMatchObject({
      results: [],
      providers: ['generic'],
    });
    expect((await evaluate({ providers: ['  '] })).body.data.providers).toHaveLength(4);
  }, 20_000);

  it('passes without a replay when it says the same', async () => {
    const before = tracesAsked(laravel.arrived).length;
    const { data } = (await evaluate({ candidate_version: 'same' })).body;
    expect(data).toMatchObject({ is_identical: true, traces: 0, results: [], state: 'done' });
    expect(data.summary).toMatchObject({ reclassified: 0, highest_risk_recommendation: 'stable' });
    expect(tracesAsked(laravel.arrived)).toHaveLength(before);
    expect(replica.app.get(ShadowGate).check('same', data.candidate_checksum)).toEqual({ open: true });
  });

  it('is refused when there is no such payload, or none that a worker can read', async () => {
    const before = await runs();
    expect(await evaluate({ candidate_version: 'unheard-of' })).toMatchObject({
      status: 404,
      body: { title: 'not_found', error: expect.stringContaining('unheard-of') },
    });
    const unreadable = await evaluate({ candidate_version: 'unreadable' });
    expect(unreadable).toMatchObject({ status: 422, body: { title: 'policy_invalid' } });
    expect(unreadable.body.fields[0].field).toBe('profiles.generic.enhanced_rules');
    expect((await evaluate({ candidate_version: ' ' })).status).toBe(400);
    expect(await runs()).toEqual(before);
  });
});

describe('a run that is under way', () => {
  beforeEach(() => laravel.behave(pausing));

  it('is shown, is the only one, and can be cancelled', async () => {
    const { status, body } = await evaluate({ wait: false });
    expect([status, body.data.state]).toEqual([202, 'running']);
    const { run_uuid: runUuid } = body.data;
    await until(async () => (await replica.call('GET', '/progress')).body.data.traces_read === 300, 5_000);
    expect((await replica.call('GET', '/progress')).body.data).toMatchObject({ run_uuid: runUuid, stage: 'traces' });
    expect((await replica.call('GET', `/runs/${runUuid}`)).body.data.state).toBe('running');
    expect(await evaluate()).toMatchObject({ status: 409, body: { title: 'policy_shadow_running' } });
    expect((await runs()).map((one) => one.run_uuid)).not.toContain(runUuid);

    const cancelled = (await replica.call('DELETE', '/evaluate', { reason: 'wrong version' })).body.data;
    expect(cancelled).toMatchObject({ run_uuid: runUuid, state: 'cancelled', results: [], traces: 0 });
    expect((await runs())[0]).toEqual(cancelled);
    expect((await replica.call('GET', '/progress')).body.data).toBeNull();
  });

  it('fails when Laravel does, is stored as that, and leaves nothing half done', async () => {
    const answer = evaluate();
    await until(async () => (await replica.call('GET', '/progress')).body.data?.traces_read === 300, 5_000);
    await laravel.goAway();
    expect(await answer).toMatchObject({ status: 503, body: { title: 'laravel_unavailable' } });
    await laravel.comeBack();
    const [newest] = await runs();
    expect(newest).toMatchObject({ state: 'failed', results: [], transitions: [], traces: 0 });
    expect(newest?.problem).toMatch(/Laravel/);
    expect(newest?.summary.highest_risk_recommendation).toBe('set_cautious');
  });

  it('ends with the service, and shows as cancelled', async () => {
    const other = await start();
    const { run_uuid: runUuid } = (await evaluate({ wait: false }, other)).body.data;
    await other.app.close();
    expect(other.replayer.unclosed).toBe(0);
    await until(async () => (await runs())[0]?.run_uuid === runUuid, 5_000);
    expect((await runs())[0]).toMatchObject({ state: 'cancelled', problem: 'The service was stopped' });
  }, 20_000);
});

describe('runs', () => {
  it('are seen by every replica, and survive a restart', async () => {
    const other = await start();
    expect(await runs(other)).toEqual(await runs());
    const { data } = (await evaluate({ candidate_version: 'same' }, other)).body;
    await until(async () => (await runs())[0]?.run_uuid === data.run_uuid, 5_000);
    await other.app.close();
    await replica.app.close();
    replica = await start();
    expect((await runs())[0]).toEqual(data);
  }, 20_000);

  it('are the newest 200, and none is lost when two replicas store at once', async () => {
    const other = await start();
    const put = (from: ShadowApp, index: number) => {
      const runUuid = `7b8f3c1e-52a5-4a41-9d3c-${String(index).padStart(12, '0')}`;
      const ending = { action: 'evaluate', actor: 'alice', reason: '', requestId: 'request-1' } as const;
      return from.app.get(ShadowArchive).put(shadowRunOf({ run_uuid: runUuid }), ending, () => false);
    };
    for (let index = 0; index < 190; index += 1) await put(replica, index);
    for (let index = 190; index < 210; index += 2) {
      await Promise.all([put(replica, index), put(other, index + 1)]);
    }
    const all = await runs();
    expect(all).toHaveLength(200);
    expect(new Set(all.map((run) => run.run_uuid)).size).toBe(200);
    expect(all.every(({ triggered_by: by }) => by === 'alice')).toBe(true);
    await other.app.close();
  }, 60_000);
});
