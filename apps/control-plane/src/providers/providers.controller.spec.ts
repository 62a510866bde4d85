import { Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ProviderRow } from '@app/contracts';
import { Clock, StoppedClock } from '@app/service';
import { recordedTraces } from '@app/smtp-policy/testing';
import request from 'supertest';
import { testConfig } from '../config/testing/test-config.js';
import { RecentTraces, type RecentTracesCopy } from '../decisions/recent-traces.js';
import { startApp } from '../http/testing/start-app.js';
import { PoolsService } from '../pools/pools.service.js';
import { report } from '../testing/builders.js';
import { recordedSession } from '../testing/recorded-session.js';
import { FleetReader } from '../workers/fleet-reader.js';
import { FleetView } from '../workers/fleet-view.js';
import { InMemoryWorkerIntentsStore } from '../workers/testing/in-memory-worker-intents.store.js';
import { FleetWorkFeed } from './measure/fleet-work-feed.js';
import { WorkLedger } from './measure/work-ledger.js';
import { NO_MODES } from './modes/mode-record.js';
import { ProviderModesStore } from './modes/provider-modes.store.js';
import { ProvidersController } from './providers.controller.js';
import { ProvidersService } from './providers.service.js';
import { QualityController } from './quality/quality.controller.js';
import { QualityService } from './quality/quality.service.js';
import { RoutingController } from './routing.controller.js';

const STARTED = Date.parse('2026-11-23T18:57:00Z');

const clock = new StoppedClock(STARTED);
const fleet = new FleetView();
const reader = new FleetReader(fleet, new InMemoryWorkerIntentsStore(), testConfig(), clock);
const feed = new FleetWorkFeed(reader, clock);
const ledger = new WorkLedger();
feed.deltas.subscribe((deltas) => ledger.add(deltas));

class FakeTraces extends RecentTraces {
  known: RecentTracesCopy = { traces: [], source: null, problem: 'Laravel is not configured' };

  copy(): RecentTracesCopy {
    return this.known;
  }

  pages(): never {
    throw new Error('No page of figures waits for Laravel');
  }
}

const traces = new FakeTraces();
const mode = { mode: 'drain', actor: 'ann', reason: 'blocked', at: STARTED, expiresAt: null } as const;

@Module({
  controllers: [ProvidersController, QualityController, RoutingController],
  providers: [
    ProvidersService,
    QualityService,
    { provide: Clock, useValue: clock },
    { provide: FleetReader, useValue: reader },
    { provide: WorkLedger, useValue: ledger },
    { provide: RecentTraces, useValue: traces },
    { provide: PoolsService, useValue: { rows: () => [] } },
    {
      provide: ProviderModesStore,
      useValue: { find: (name: string) => (name === 'yahoo' ? { ...NO_MODES, manual: mode } : NO_MODES) },
    },
  ],
})
class ProvidersPart {}

/** The recording of six real workers, looked at after every beat. */
async function replay(): Promise<void> {
  let last = 0;
  for (const moment of recordedSession()) {
    if (moment.what !== 'beat') continue;
    clock.advance(moment.t_ms - last);
    last = moment.t_ms;
    fleet.beat({ report: report(moment.request), at: clock.now(), desired: 'running', revision: 0 });
    await feed.look();
  }
}

describe('the provider figures of a recorded fleet', () => {
  let app: NestExpressApplication;
  const get = (path: string) => request(app.getHttpServer()).get(path).auth('ann', 'viewer-token');
  const rowsOf = async (path: string) => (await get(path).expect(200)).body as { data: ProviderRow[]; meta: object };
  beforeAll(async () => {
    await replay();
    app = await startApp({ imports: [ProvidersPart] });
  });
  afterAll(() => app.close());

  it('are those of the window by default, with their volume', async () => {
    const { data, meta } = await rowsOf('/api/providers/health');
    expect(data.map(({ provider, basis, weighted_by }) => [provider, basis, weighted_by])).toEqual([
      ['generic', 'window', 'volume'],
      ['gmail', 'window', 'volume'],
      ['microsoft', 'window', 'volume'],
      ['yahoo', 'window', 'volume'],
    ]);
    const sample = data.reduce((sum, row) => sum + (row.sample ?? 0), 0);
    expect(sample).toBeGreaterThan(1_000);
    expect(data[3]).toMatchObject({ mode: 'drain', mode_source: 'manual', avg_retry_after: null });
    expect(meta).toMatchObject({ window_seconds: 600, counted_since: '2026-11-23T18:57:00Z' });
  });

  it('look back as far as is asked, within limits', async () => {
    const minute = await rowsOf('/api/providers/health?window_seconds=60');
    const all = await rowsOf('/api/providers/health?window_seconds=86400');
    expect(minute.data[0]?.sample).toBeLessThan(all.data[0]?.sample ?? 0);
    for (const wrong of ['59', '86401', 'soon', '1.5']) {
      const { body } = await get(`/api/providers/quality?window_seconds=${wrong}`).expect(400);
      expect((body as { fields: { field: string }[] }).fields[0]?.field).toBe('window_seconds');
    }
  });

  it('have no recovery without decision traces, and say why', async () => {
    const { data } = await rowsOf('/api/providers/quality');
    expect(data[0]).toMatchObject({
      tempfail_recovery_pct: null,
      why: { tempfail_recovery_pct: 'There are no decision traces: Laravel is not configured' },
    });
  });

  it('have recovery and waste from decision traces, and the retries that workers counted', async () => {
    traces.known = { traces: recordedTraces(), source: null, problem: null };
    const { data, meta } = await rowsOf('/api/providers/retry-effectiveness');
    expect(data.find(({ provider }) => provider === 'generic')).toMatchObject({
      tempfail_recovery_pct: expect.any(Number) as number,
      recovery: { low: expect.any(Number) as number },
    });
    expect(meta).toMatchObject({
      traces: { count: 1_077, from: '2026-11-23T18:56:38Z', problem: null },
      retries: { retry_attempts_total: 12, mx_fallback_attempts_total: 0, session_retry_same_conn_total: 0 },
    });
  });

  it('come as calibration with intervals, and as drift against the warn rates while there is no history', async () => {
    const calibration = await rowsOf('/api/providers/accuracy/calibration');
    expect(calibration.data[0]).toMatchObject({
      calibration_confidence: 'medium',
      unknown: { value: calibration.data[0]?.unknown_rate, sample: expect.any(Number) as number },
    });
    const drift = await rowsOf('/api/providers/quality/drift');
    expect(drift.data[0]).toMatchObject({ baseline_basis: 'threshold', unknown_baseline: 0.2, baseline_sample: null });
    const lastMinute = await rowsOf('/api/providers/quality/drift?window_seconds=60');
    expect(lastMinute.data[0]).toMatchObject({
      baseline_basis: 'history',
      baseline_sample: expect.any(Number) as number,
    });
  });

  it('have the tags of what remained unknown', async () => {
    const clusters = await rowsOf('/api/providers/unknown/clusters');
    const reasons = await rowsOf('/api/providers/unknown/reasons');
    expect(clusters.data[0]).toMatchObject({ provider: 'generic', tag: 'provider_tempfail_unresolved' });
    expect(reasons.data).toHaveLength(clusters.data.length);
  });

  it('tell what a mode means', async () => {
    const { body } = await get('/api/providers/modes/semantics').expect(200);
    expect((body as { data: object }).data).toMatchObject({ drain: { probe_enabled: false } });
  });

  it('tell how chunks find their workers, under three names', async () => {
    const names = ['/api/providers/routing/quality', '/api/probe-routing/effectiveness', '/api/routing/effectiveness'];
    const [first, ...others] = await Promise.all(
      names.map(async (name) => (await get(name).expect(200)).body as object),
    );
    expect(first).toMatchObject({ data: { retry_claims_total: 12, top_pool_share: null } });
    expect(others).toEqual([first, first]);
  });

  it('are not for workers', async () => {
    await request(app.getHttpServer()).get('/api/providers/quality').auth('w', 'worker-token').expect(403);
  });
});
