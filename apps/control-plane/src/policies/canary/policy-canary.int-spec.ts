import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { LaravelClientModule } from '@app/laravel-client';
import { until } from '@app/testing';
import { AuthModule } from '../../auth/auth.module.js';
import { CommonModule } from '../../common/common.module.js';
import { AppConfig } from '../../config/app-config.js';
import { ConfigModule } from '../../config/config.module.js';
import { testConfig } from '../../config/testing/test-config.js';
import { configureHttp } from '../../http/configure-http.js';
import { HardenedExpressAdapter } from '../../http/hardened-server.js';
import { JournalModule } from '../../journal/journal.module.js';
import { JournalService } from '../../journal/journal.service.js';
import { FleetWorkFeed } from '../../providers/measure/fleet-work-feed.js';
import { WorkFeed } from '../../providers/measure/work-feed.js';
import { ProviderModes } from '../../providers/modes/provider-modes.js';
import { RedisModule } from '../../redis/redis.module.js';
import { type TestRedis, startTestRedis } from '../../testing/test-redis.js';
import { NO_ROLLOUT, type RolloutRecord, type VersionRecord } from '../rollout/rollout-record.js';
import { ROLLOUT_ID, RolloutStore } from '../rollout/rollout.store.js';
import { AutopilotStatus } from './autopilot-status.js';
import { AutopilotStore } from './autopilot.store.js';
import { CanaryAutopilot } from './canary-autopilot.js';
import { PolicyCanaryModule } from './policy-canary.module.js';
import { workDelta } from './testing/canary-builders.js';
import { FakeFeed } from './testing/fake-governance.js';

interface Replica {
  readonly app: NestExpressApplication;
  readonly feed: FakeFeed;
}

const WHEN = '2026-02-24T09:00:00Z';

let redis: TestRedis;

/** One replica with nothing but the canary and what it builds on; what workers do is told by the test. */
async function open(): Promise<Replica> {
  Logger.overrideLogger(false);
  const config = testConfig({
    REDIS_ADDR: redis.address,
    POLICY_CANARY_AUTOPILOT_ENABLED: 'true',
    POLICY_CANARY_WINDOW_SECONDS: '1',
    POLICY_CANARY_REQUIRED_HEALTH_WINDOWS: '1',
    POLICY_PAYLOAD_STRICT_VALIDATION_ENABLED: 'false',
  });
  const feed = new FakeFeed();
  const laravel = { inject: [AppConfig], useFactory: ({ laravel: options }: AppConfig) => options };
  const testing = await Test.createTestingModule({
    imports: [
      CommonModule,
      ConfigModule.of(config),
      RedisModule,
      JournalModule,
      AuthModule,
      LaravelClientModule.forRootAsync(laravel),
      PolicyCanaryModule,
    ],
  })
    .overrideProvider(FleetWorkFeed)
    .useValue(feed)
    .overrideProvider(WorkFeed)
    .useValue(feed)
    .compile();
  const app = testing.createNestApplication<NestExpressApplication>(new HardenedExpressAdapter(), {
    bodyParser: false,
    logger: false,
  });
  configureHttp(app, config);
  await app.listen(0, '127.0.0.1');
  await until(async () => app.get(JournalService).isLoaded, 10_000);
  return { app, feed };
}

const version = (name: string): VersionRecord => ({
  version: name,
  validation: 'valid',
  validationError: null,
  findings: [],
  checksum: 'abc',
  validatedAt: WHEN,
  updatedAt: WHEN,
  updatedBy: 'alice',
  promotedAt: WHEN,
  rolledBackAt: null,
  canaryPercent: 25,
});

/** Somebody puts `next` on its way. */
async function promote({ app }: Replica, percent: number): Promise<void> {
  const store = app.get(RolloutStore);
  const before = store.current();
  const next: RolloutRecord = {
    ...NO_ROLLOUT,
    versions: { former: version('former'), next: version('next') },
    stable: 'former',
    canary: { version: 'next', percent, cohort: { upTo: {}, upToElsewhere: percent / 100, pools: [] } },
    proven: ['former'],
    revision: before.revision + 1,
  };
  const about = { actor: 'alice', source: 'operator', action: 'promote', reason: '', request_id: null } as const;
  const entry = { kind: 'policy.rollout', at: WHEN, target: ROLLOUT_ID, before: null, after: next, ...about } as const;
  expect(await store.save(ROLLOUT_ID, next, entry)).toBe('saved');
}

/** A second and a bit of ten workers under the candidate and thirty others. */
async function work(replicas: readonly Replica[], unknown: number): Promise<void> {
  await new Promise((done) => setTimeout(done, 1_100)); // a window by the real clock
  const at = Date.now();
  const group = (name: string, workers: number, unknownOf: number) =>
    Array.from({ length: workers }, (_, worker) =>
      workDelta({ workerId: `${name}-${worker}`, version: name, at, probed: 500, unknown: unknownOf, tempfailed: 10 }),
    );
  for (const { feed } of replicas) feed.deltas.next([...group('next', 10, unknown), ...group('former', 30, 100)]);
}

async function canaryOf({ app }: Replica): Promise<Record<string, unknown>> {
  const headers = { Authorization: 'Bearer viewer-token' };
  const response = await fetch(`${await app.getUrl()}/api/policies/canary`, { headers });
  expect(response.status).toBe(200);
  return ((await response.json()) as { data: Record<string, unknown> }).data;
}

beforeAll(async () => {
  redis = await startTestRedis();
}, 30_000);

afterAll(() => redis.discard());

it('tells, steps, takes back, and outlives a restart; one of two replicas decides', async () => {
  let replicas = [await open(), await open()] as const;
  const look = () => Promise.all(replicas.map(({ app }) => app.get(CanaryAutopilot).look()));
  const seen = (check: (replica: Replica) => boolean) => until(async () => replicas.every(check), 5_000);
  const percentAt = ({ app }: Replica) => app.get(RolloutStore).current().canary?.percent;
  try {
    expect(await canaryOf(replicas[0])).toMatchObject({ version: null, summary: 'Nothing is on its way.' });
    await promote(replicas[0], 25);
    await seen((replica) => percentAt(replica) === 25);
    await look();
    await seen(({ app }) => app.get(AutopilotStore).current().step?.percent === 25);

    await work(replicas, 100);
    expect(await canaryOf(replicas[1])).toMatchObject({
      percent: 25,
      overall: { verdict: 'pass', cohort_sample: 5_000 },
    });
    await look();
    await seen((replica) => percentAt(replica) === 50);
    const { history } = replicas[0].app.get(RolloutStore).current();
    expect(history.filter(({ action }) => action === 'step')).toMatchObject([{ actor: 'autopilot', percent: 50 }]);
    await seen(({ app }) => app.get(AutopilotStore).current().events[0]?.action === 'step');

    await Promise.all(replicas.map(({ app }) => app.close()));
    replicas = [await open(), await open()] as const;
    expect(
      replicas[1].app
        .get(AutopilotStore)
        .current()
        .events.map(({ action }) => action),
    ).toEqual(['step', 'start']);
    await look();
    await seen(({ app }) => app.get(AutopilotStore).current().step?.percent === 50);
    await work(replicas, 200);
    await look();
    await seen((replica) => percentAt(replica) === undefined);
    const status = replicas[0].app.get(AutopilotStatus);
    await until(async () => status.view(Date.now()).events[0]?.action === 'rollback', 5_000);
    expect(status.view(Date.now()).events[0]?.because).toMatch(/Taken back at 50 %: .*40\.0 % in the cohort/);
    expect(replicas[0].app.get(ProviderModes).autopilotMode('gmail')).toBe('normal');
  } finally {
    await Promise.all(replicas.map(({ app }) => app.close()));
  }
}, 60_000);
