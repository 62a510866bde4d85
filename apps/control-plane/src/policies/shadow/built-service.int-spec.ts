import { OddLaravel } from '@app/laravel-client/testing';
import { recordedPayload, recordedTraces } from '@app/smtp-policy/testing';
import { answersTraces } from '../../decisions/testing/trace-laravel.js';
import { ServiceProcess } from '../../testing/service-process.js';
import { type TestRedis, startTestRedis } from '../../testing/test-redis.js';

const payloads = { 'v4.2.0': recordedPayload('active'), 'v4.3.0-rc1': recordedPayload('candidate') };

let redis: TestRedis;
let laravel: OddLaravel;
let service: ServiceProcess;

beforeAll(async () => {
  redis = await startTestRedis();
  laravel = await OddLaravel.start(answersTraces({ traces: [...recordedTraces()].reverse(), payloads }));
  service = await ServiceProcess.start(redis.address, {
    LARAVEL_API_BASE_URL: laravel.url,
    LARAVEL_INTERNAL_API_TOKEN: 'internal-secret',
    LARAVEL_VERIFIER_TOKEN: 'verifier-secret',
    POLICY_SHADOW_PROMOTE_GATE_ENFORCED: 'true',
  });
  await service.ready();
}, 30_000);

afterAll(async () => {
  await service.stop();
  await laravel.goAway();
  await redis.discard();
});

it('replays in a thread of its own, and opens the gate by what it found alone', async () => {
  const version = 'v4.2.0';
  await service.post('/api/policies/validate', { version });
  const closed = await service.post('/api/policies/promote', { version });
  expect(closed).toMatchObject({ status: 422, body: { title: 'policy_gate_closed' } });
  expect(closed.body['detail']).toContain('shadow_run_missing');

  const evaluated = await service.post('/api/policies/shadow/evaluate', { candidate_version: version });
  expect(evaluated).toMatchObject({
    status: 200,
    body: { data: { state: 'done', traces: 1_077, active_version: '' } },
  });
  const { data } = (await service.get('/api/policies/shadow/compare')).body as { data: { eligible: boolean } };
  const promoted = await service.post('/api/policies/promote', { version });
  expect([data.eligible, promoted.status]).toEqual([true, 200]);
}, 20_000);
