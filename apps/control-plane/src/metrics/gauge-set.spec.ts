import type { FleetOverview } from '@app/contracts';
import { Registry } from 'prom-client';
import { detectConditions } from '../incidents/conditions.js';
import { probeFigures } from '../health/probe-figures.js';
import { fleetTotals } from '../overview/fleet-totals.js';
import { poolRows } from '../pools/pool-rows.js';
import { providerRows } from '../providers/provider-rows.js';
import { rowSources } from '../providers/testing/provider-builders.js';
import { routingQuality } from '../providers/routing-quality.js';
import { testConfig } from '../config/testing/test-config.js';
import { worker } from '../testing/builders.js';
import type { WorkerFacts } from '../workers/worker-row.js';
import { GaugeSet } from './gauge-set.js';
import { FLEET_WIDE_GAUGES } from './metric-catalogue.js';
import type { ScrapeFacts } from './scrape-facts.js';
import { WORKER_GAUGES } from './worker-gauges.js';

const NOW = 1_000_000;

const WELL = { redis: 'ok', redis_away_since: null, intents_loaded: true, replica: 'test' } as const;

function facts(workers: readonly WorkerFacts[], service: Partial<ScrapeFacts['service']> = {}): ScrapeFacts {
  const config = testConfig();
  const pools = poolRows(workers, [], NOW);
  const providers = providerRows(workers, rowSources({ thresholds: config.providerThresholds }));
  const overview: FleetOverview = {
    totals: fleetTotals(workers, pools, NOW),
    pools,
    providers,
    conditions: detectConditions({ workers, pools, providers, controlPlane: WELL }, config, NOW),
    control_plane: { redis: 'away', redis_away_since: null, intents_loaded: false, replica: 'test' },
  };
  return {
    overview,
    liveWorkers: workers.filter(({ presence }) => presence === 'live'),
    probes: probeFigures(workers),
    routing: routingQuality(workers, pools),
    policies: { active: 'v2', stable: 'v1', percent: 25 },
    service: { writeBehindBacklog: 0, lastFlushAt: null, eventStreamClients: 0, ...service },
  };
}

const probing = (workerId: string, tempfail: number) =>
  worker({
    report: {
      worker_id: workerId,
      pool: 'blue',
      stage_metrics: { smtp_probe: { processed: 100 } },
      smtp_metrics: { tempfail_rate: tempfail },
      provider_metrics: [{ provider: 'gmail', tempfail_rate: tempfail }],
      routing_metrics: { retry_claims_total: 4, retry_anti_affinity_success_total: 1 },
    },
  });

describe('the gauges', () => {
  const registry = new Registry();
  const gauges = new GaugeSet(registry, [...FLEET_WIDE_GAUGES, ...WORKER_GAUGES]);
  const linesOf = async (name: string) =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith(name) && /^[\w]+[ {]/.test(line));

  it('show what the fleet is', async () => {
    gauges.fill(
      facts([probing('w1', 0.2), probing('w2', 0.4), worker({ report: { worker_id: 'w3' }, presence: 'silent' })]),
    );
    expect(await linesOf('go_control_plane_workers_active')).toEqual(['go_control_plane_workers_active 2']);
    expect(await linesOf('engine_room_workers{')).toEqual([
      'engine_room_workers{presence="live"} 2',
      'engine_room_workers{presence="late"} 0',
      'engine_room_workers{presence="silent"} 1',
    ]);
    expect(await linesOf('go_control_plane_pool_online_workers')).toContain(
      'go_control_plane_pool_online_workers{pool="blue"} 2',
    );
    expect((await linesOf('go_control_plane_probe_tempfail_rate_avg'))[0]).toMatch(/ 0\.3\d*$/);
    expect(await linesOf('go_control_plane_routing_anti_affinity_success_rate')).toEqual([
      'go_control_plane_routing_anti_affinity_success_rate 0.25',
    ]);
    expect(await linesOf('go_control_plane_worker_smtp_tempfail_rate')).toEqual([
      'go_control_plane_worker_smtp_tempfail_rate{worker_id="w1",pool="blue"} 0.2',
      'go_control_plane_worker_smtp_tempfail_rate{worker_id="w2",pool="blue"} 0.4',
    ]);
    expect(await linesOf('go_control_plane_incidents_active')).toEqual(['go_control_plane_incidents_active 2']); // w3, gmail
  });

  it('leave out what cannot be measured instead of showing 0', async () => {
    gauges.fill(facts([worker()]));
    for (const name of [
      'go_control_plane_error_rate_total_per_min',
      'go_control_plane_probe_tempfail_rate_avg',
      'go_control_plane_routing_top_pool_share',
      'go_control_plane_provider_tempfail_rate',
      'go_control_plane_provider_policy_blocked_rate',
      'go_control_plane_worker_smtp_tempfail_rate',
      'engine_room_write_behind_last_flush_timestamp_seconds',
    ]) {
      expect([name, await linesOf(name)]).toEqual([name, []]);
    }
    expect(await linesOf('engine_room_redis_up')).toEqual(['engine_room_redis_up 0']);
  });

  it('average what only some workers measure over those alone', async () => {
    const measuring = (workerId: string, rates: object) =>
      worker({ report: { worker_id: workerId, provider_metrics: [{ provider: ' Yahoo ', ...rates }] } });
    const workers = [
      measuring('a', { policy_block_rate: 0.2 }),
      measuring('b', { policy_block_rate: 0 }),
      measuring('c', {}),
    ];
    gauges.fill(facts(workers));
    expect(await linesOf('go_control_plane_provider_policy_blocked_rate')).toEqual([
      'go_control_plane_provider_policy_blocked_rate{provider="yahoo",mode="normal",status="healthy"} 0.1',
    ]);
    expect(await linesOf('go_control_plane_provider_avg_retry_after_seconds')).toEqual([]);
  });

  it('forget what is gone, and carry a status in one series alone', async () => {
    gauges.fill(facts([probing('w1', 0.9)]));
    gauges.fill(facts([probing('w2', 0)]));
    expect(await linesOf('go_control_plane_worker_smtp_tempfail_rate')).toEqual([
      'go_control_plane_worker_smtp_tempfail_rate{worker_id="w2",pool="blue"} 0',
    ]);
    expect((await linesOf('go_control_plane_provider_workers')).filter((line) => line.includes('gmail'))).toEqual([
      'go_control_plane_provider_workers{provider="gmail",mode="normal",status="healthy"} 1',
    ]);
  });

  it('stay few when workers make up pools', async () => {
    gauges.fill(
      facts(Array.from({ length: 600 }, (_, i) => worker({ report: { worker_id: `w${i}`, pool: `p${i}` } }))),
    );
    expect(await linesOf('go_control_plane_pool_online_workers')).toHaveLength(500);
    expect(await linesOf('engine_room_pools_without_series')).toEqual(['engine_room_pools_without_series 100']);
    expect(await linesOf('go_control_plane_pools_known')).toEqual(['go_control_plane_pools_known 600']);
  });

  it('escape what workers call themselves', async () => {
    gauges.fill(facts([worker({ report: { worker_id: 'w', pool: 'a"\\b' } })]));
    expect(await linesOf('go_control_plane_pool_online_workers')).toEqual([
      'go_control_plane_pool_online_workers{pool="a\\"\\\\b"} 1',
    ]);
  });

  it('tell what the workers really run in four words, whatever they call it', async () => {
    const running = (workerId: string, session_strategy_id: string) =>
      worker({ report: { worker_id: workerId, session_strategy_id } });
    gauges.fill(
      facts([
        running('w1', 'provider_policy:v2'),
        running('w2', 'provider_policy:v1'),
        running('w3', 'standard:unversioned'),
        running('w4', 'provider_policy:invented'),
        running('w5', 'provider_policy:v1'),
      ]),
    );
    expect(await linesOf('engine_room_policy_version_workers')).toEqual([
      'engine_room_policy_version_workers{runs="active"} 1',
      'engine_room_policy_version_workers{runs="stable"} 2',
      'engine_room_policy_version_workers{runs="other"} 1',
      'engine_room_policy_version_workers{runs="none"} 1',
    ]);
    expect(await linesOf('engine_room_policy_rollout_percent')).toEqual(['engine_room_policy_rollout_percent 25']);
  });
});
