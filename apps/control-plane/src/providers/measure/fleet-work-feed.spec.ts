import { StoppedClock } from '@app/service';
import { testConfig } from '../../config/testing/test-config.js';
import { report } from '../../testing/builders.js';
import { FleetReader } from '../../workers/fleet-reader.js';
import { FleetView } from '../../workers/fleet-view.js';
import { InMemoryWorkerIntentsStore } from '../../workers/testing/in-memory-worker-intents.store.js';
import { FleetWorkFeed } from './fleet-work-feed.js';
import type { WorkDelta } from './work-feed.js';

function feedOf(maxWorkers = 3) {
  const clock = new StoppedClock(1_000_000);
  const fleet = new FleetView();
  const feed = new FleetWorkFeed(new FleetReader(fleet, new InMemoryWorkerIntentsStore(), testConfig(), clock), clock);
  const batches: (readonly WorkDelta[])[] = [];
  feed.deltas.subscribe((batch) => batches.push(batch));
  const beat = (workerId: string, probed: number, rejected: number) =>
    fleet.beat({
      report: report({
        worker_id: workerId,
        stage_metrics: { smtp_probe: { processed: probed } },
        smtp_metrics: { reject_rate: rejected / probed },
        provider_metrics: [{ provider: 'gmail', reject_rate: rejected / probed }],
        session_strategy_id: 'provider_policy:v1',
      }),
      at: clock.now(),
      desired: 'running',
      revision: 0,
    });
  const beats = (probed: number) => {
    for (let n = 0; n < maxWorkers; n += 1) beat(`w${n}`, probed, 1);
  };
  return { clock, fleet, feed, batches, beat, beats };
}

describe('the feed of work', () => {
  it('tells what was done between two rounds, worker by worker', async () => {
    const { clock, feed, batches, beats } = feedOf();
    beats(10);
    await feed.look();
    clock.advance(5_000);
    beats(14);
    await feed.look();
    expect(batches.flat()).toHaveLength(3);
    expect(batches.flat()[0]).toEqual({
      workerId: 'w0',
      pool: 'edge-eu',
      version: 'v1',
      provider: 'gmail',
      at: 1_005_000,
      probed: 4,
      tempfailed: 0,
      rejected: 0,
      unknown: 0,
      policyBlocked: null,
    });
  });

  it('does not tell anything twice, nor what a decision about a worker changes', async () => {
    const { clock, fleet, feed, batches, beats } = feedOf();
    beats(10);
    await feed.look();
    beats(14);
    await feed.look();
    fleet.decided('w1', 'paused', clock.now());
    await feed.look();
    expect(batches.flat()).toHaveLength(3);
  });

  it('forgets who was forgotten: who comes back begins anew', async () => {
    const { fleet, feed, batches, beat } = feedOf();
    beat('w1', 10, 1);
    await feed.look();
    fleet.forget(['w1']);
    await feed.look();
    beat('w1', 20, 1);
    await feed.look();
    expect(batches).toEqual([]);
  });

  it('lets others have the event loop in a fleet of ten thousand', async () => {
    const { clock, feed, batches, beats } = feedOf(10_000);
    beats(10);
    await feed.look();
    clock.advance(5_000);
    beats(14);
    let turns = 0;
    const count = setInterval(() => (turns += 1), 0);
    await feed.look();
    clearInterval(count);
    expect(batches.flat()).toHaveLength(10_000);
    expect(turns).toBeGreaterThan(1);
  });

  it('ends with the service, and tells its listeners so', async () => {
    const { feed } = feedOf();
    let ended = false;
    feed.deltas.subscribe({ complete: () => (ended = true) });
    feed.onApplicationBootstrap();
    await feed.onApplicationShutdown();
    expect(ended).toBe(true);
  });
});
