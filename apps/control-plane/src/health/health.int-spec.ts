import { LaravelClientModule } from '@app/laravel-client';
import { until } from '@app/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Registry } from 'prom-client';
import request from 'supertest';
import { testConfig } from '../config/testing/test-config.js';
import { EventsModule } from '../events/events.module.js';
import { startApp } from '../http/testing/start-app.js';
import { JournalModule } from '../journal/journal.module.js';
import { MetricSourcesModule } from '../metrics/metric-sources.module.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { PoolsModule } from '../pools/pools.module.js';
import { RedisModule } from '../redis/redis.module.js';
import { beatBody } from '../testing/builders.js';
import { type TestRedis, startTestRedis } from '../testing/test-redis.js';
import { HeartbeatHandler } from '../workers/heartbeat.handler.js';
import type { HardenedExpressAdapter } from '../http/hardened-server.js';
import { HealthModule } from './health.module.js';

const MODULES = [RedisModule, JournalModule, EventsModule, PoolsModule, HealthModule];
const operator = { Authorization: 'Bearer operator-token' };

describe('health and metrics', () => {
  let redis: TestRedis;
  let app: NestExpressApplication;
  const get = (path: string) => request(app.getHttpServer()).get(path).set(operator);
  const ready = () => get('/api/health/ready');

  beforeAll(async () => {
    redis = await startTestRedis();
    const config = testConfig({ REDIS_ADDR: redis.address, PER_WORKER_METRICS_ENABLED: 'true' });
    // Without PrometheusModule, which is CommonJS and cannot be loaded by Jest; the built service shows that it is wired.
    const sources = MetricSourcesModule.of(new Registry());
    const laravel = LaravelClientModule.forRoot(config.laravel);
    app = await startApp({ imports: [laravel, ...MODULES, sources], controllers: [MetricsController], config });
    const adapter = app.getHttpAdapter() as unknown as HardenedExpressAdapter; // what startApp gave it
    const beats = app.get(HeartbeatHandler, { strict: false });
    adapter.serveAhead((incoming, response) => beats.handle(incoming, response));
    await until(async () => (await ready()).status === 200, 5_000);
  });
  afterAll(async () => {
    await app.close();
    await redis.discard();
  });

  it('lives for everybody, and tells nobody anything', async () => {
    await request(app.getHttpServer()).get('/health').expect(200, '');
  });

  it('is ready for those with a token when Redis answers', async () => {
    await request(app.getHttpServer()).get('/api/health/ready').expect(401);
    await request(app.getHttpServer()).get('/api/health/ready').set('Authorization', 'Bearer worker-token').expect(200);
    const { body } = await ready().expect(200);
    expect(body).toMatchObject({
      status: 'ready',
      redis: 'ok',
      mysql: 'skipped',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      details: {
        intents_loaded: true,
        write_behind: { backlog: 0 },
        journal: { position: '0-0', last_entry_at: null },
      },
    });
  });

  it('publishes beats, service levels and the figures of each worker', async () => {
    const beat = (body: object, token: string) =>
      request(app.getHttpServer()).post('/api/workers/heartbeat').set('Authorization', `Bearer ${token}`).send(body);
    const stage_metrics = { smtp_probe: { processed: 50 } };
    const smtp_metrics = { unknown_rate: 0.5 };
    await beat(
      { ...beatBody({ worker_id: 'w1', pool: 'blue' }), stage_metrics, smtp_metrics, new_field: 1 },
      'worker-token',
    ).expect(200);
    await beat({ worker_id: 'w2', status: 'asleep' }, 'worker-token').expect(400);
    await beat({ worker_id: 'w2' }, 'viewer-token').expect(403);
    const { body } = await get('/api/slo').expect(200);
    expect(body.data).toMatchObject({
      probe_unknown_rate_avg: 0.5,
      probe_processed_total: 50,
      sample: { workers_live: 1, workers_reporting: 1, probed_emails: 50, basis: 'cumulative' },
    });
    await until(async () => (await get('/metrics')).text.includes('go_control_plane_workers_active 1'), 3_000);
    const { text } = await get('/metrics')
      .expect(200)
      .expect('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
    for (const line of [
      'engine_room_heartbeats_total{outcome="answered"} 1',
      'engine_room_heartbeats_total{outcome="invalid"} 1',
      'engine_room_heartbeats_total{outcome="refused"} 1',
      'engine_room_heartbeats_total{outcome="unavailable"} 0',
      'engine_room_heartbeat_duration_seconds_count 3',
      'engine_room_heartbeat_unknown_fields_total 1',
      'engine_room_redis_up 1',
      'go_control_plane_worker_smtp_unknown_rate{worker_id="w1",pool="blue"} 0.5',
      'engine_room_http_request_duration_seconds_count{method="GET",route="/api/slo",status_class="2xx"} 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).not.toContain('route="/api/workers/heartbeat"');
  });

  it('keeps the metrics from workers', async () => {
    await request(app.getHttpServer()).get('/metrics').expect(401);
    await request(app.getHttpServer()).get('/metrics').set('Authorization', 'Bearer worker-token').expect(403);
  });

  it.each([
    ['is killed', () => redis.kill(), () => redis.restart()],
    ['hangs', () => redis.freeze(), () => redis.thaw()],
  ])(
    'is not ready within 2 s when Redis %s, and recovers by itself',
    async (_, fail, heal) => {
      await fail();
      const failedAt = Date.now();
      await until(async () => (await ready()).status === 503, 2_000);
      expect(Date.now() - failedAt).toBeLessThan(2_000);
      const { body } = await ready().expect(503);
      expect(body).toMatchObject({ status: 'not_ready', mysql: 'skipped', details: { intents_loaded: true } });
      expect(body.redis).toMatch(/^(away since |does not answer)/);
      await request(app.getHttpServer()).get('/health').expect(200);
      await until(async () => (await get('/metrics')).text.includes('engine_room_redis_up 0'), 4_000);
      await heal();
      await until(async () => (await ready()).status === 200, 5_000);
    },
    20_000,
  );
});
