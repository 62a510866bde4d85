import { jest } from '@jest/globals';
import type { FleetDelta, FleetSnapshot } from '@app/contracts';
import { StoppedClock } from '@app/service';
import { testConfig } from '../config/testing/test-config.js';
import { fleetTotals } from '../overview/fleet-totals.js';
import type { Evaluation, OverviewService } from '../overview/overview.service.js';
import { worker } from '../testing/builders.js';
import type { FleetReader } from '../workers/fleet-reader.js';
import { type WorkerFacts, workerRow } from '../workers/worker-row.js';
import { EventsService } from './events.service.js';
import { FakeResponse } from './testing/fake-response.js';

const CONFIG = testConfig();
const START = 1_000_000;

/** A fleet that changes when it is told to, and counts what it is asked for. */
class FakeFleet {
  version = 0;
  evaluations = 0;
  rows = 0;
  private workers = new Map<string, WorkerFacts>();
  private latest: Evaluation | null = null;

  constructor(private readonly clock: StoppedClock) {}

  beat(workerId: string): void {
    this.version += 1;
    this.workers.set(workerId, worker({ report: { worker_id: workerId }, record: { version: this.version } }));
  }

  forget(workerId: string): void {
    this.workers.delete(workerId);
  }

  evaluate(): Evaluation {
    this.evaluations += 1;
    const at = this.clock.now();
    const workers = [...this.workers.values()];
    const overview = {
      totals: fleetTotals(workers, [], at),
      pools: [],
      providers: [],
      conditions: [],
      control_plane: { redis: 'ok', redis_away_since: null, intents_loaded: true, replica: 'test' } as const,
    };
    this.latest = { at, workers, overview };
    return this.latest;
  }

  current(): Evaluation {
    return this.latest !== null && this.clock.now() - this.latest.at < 1_500 ? this.latest : this.evaluate();
  }

  row(facts: WorkerFacts, now: number) {
    this.rows += 1;
    return workerRow(facts, CONFIG, now);
  }
}

let clock: StoppedClock;
let fleet: FakeFleet;
let events: EventsService;

beforeEach(() => {
  jest.useFakeTimers();
  clock = new StoppedClock(START);
  fleet = new FakeFleet(clock);
  // All that it uses of the two.
  const [overview, reader] = [fleet as unknown as OverviewService, fleet as unknown as FleetReader];
  events = new EventsService(CONFIG, overview, reader, clock);
  events.onApplicationBootstrap();
});

afterEach(() => {
  events.onModuleDestroy();
  jest.useRealTimers();
});

function seconds(count: number): void {
  for (let second = 0; second < count; second += 1) {
    clock.advance(1_000);
    jest.advanceTimersByTime(1_000);
  }
}

function attach(lastEventId?: string): FakeResponse {
  const fake = new FakeResponse();
  events.attach(fake.response, lastEventId);
  return fake;
}

function leave(fake: FakeResponse): string {
  fake.emit('close');
  return [...fake.events('snapshot'), ...fake.events('delta')].at(-1)?.id ?? '';
}

const snapshotsOf = (fake: FakeResponse) => fake.events('snapshot').map(({ data }) => data as FleetSnapshot);
const deltasOf = (fake: FakeResponse) => fake.events('delta').map(({ data }) => data as FleetDelta);
const idsOf = ({ workers }: FleetSnapshot | FleetDelta) => workers.map(({ worker_id }) => worker_id);

/** The fleet as a reader knows it who follows the rules: a snapshot, then each delta that continues it. */
function known(fakes: readonly FakeResponse[]): readonly string[] {
  const ids = new Set<string>();
  let sequence: number | null = null;
  for (const fake of fakes) {
    for (const snapshot of snapshotsOf(fake)) {
      ids.clear();
      idsOf(snapshot).forEach((id) => ids.add(id));
      sequence = snapshot.sequence;
    }
    for (const delta of deltasOf(fake)) {
      expect(delta.sequence).toBe((sequence ?? NaN) + 1);
      sequence = delta.sequence;
      idsOf(delta).forEach((id) => ids.add(id));
      delta.removed.forEach((id) => ids.delete(id));
    }
  }
  return [...ids].sort();
}

describe('a reader', () => {
  it('is sent the figures of the former service, a snapshot, and then what changed, each second', () => {
    fleet.beat('a');
    fleet.beat('b');
    const reader = attach();
    expect(reader.text).toMatch(/^retry: 2000\n\nevent: stats\n/);
    fleet.beat('b');
    seconds(1);
    fleet.forget('a');
    seconds(1);
    expect(snapshotsOf(reader).map(idsOf)).toEqual([['a', 'b']]);
    expect(deltasOf(reader).map((delta) => [idsOf(delta), delta.removed])).toEqual([
      [['a', 'b'], []], // the first tick ever: readers were told nothing by deltas before
      [[], ['a']],
    ]);
    expect(known([reader])).toEqual(['b']);
  });

  it('misses nothing that happened between the last tick and its snapshot', () => {
    attach();
    seconds(1);
    fleet.beat('early');
    clock.advance(600);
    fleet.current(); // somebody else asked meanwhile
    fleet.beat('late');
    const reader = attach();
    clock.advance(400);
    jest.advanceTimersByTime(1_000);
    expect(known([reader])).toEqual(['early', 'late']);
  });

  it('shares its snapshot with who comes before the next tick, and nothing of it is lost', () => {
    fleet.beat('a');
    const first = attach();
    fleet.beat('b');
    const second = attach();
    expect(fleet.rows).toBe(1);
    seconds(1);
    for (const reader of [first, second]) expect(known([reader])).toEqual(['a', 'b']);
  });

  it('is sent a point for the charts, and the figures, every five seconds', () => {
    const reader = attach();
    seconds(10);
    expect(deltasOf(reader).map(({ point }) => point !== null)).toEqual([
      ...[false, false, false, false, true],
      ...[false, false, false, false, true],
    ]);
    expect(reader.events('stats')).toHaveLength(3);
    expect(snapshotsOf(attach())[0]?.history).toHaveLength(2);
  });
});

describe('a reader who comes back', () => {
  it('is sent what it missed, and no snapshot', () => {
    fleet.beat('a');
    const before = attach();
    seconds(2);
    const lastId = leave(before);
    fleet.beat('b');
    seconds(3);
    const after = attach(lastId);
    seconds(1);
    expect(snapshotsOf(after)).toEqual([]);
    expect(deltasOf(after).map(({ sequence }) => sequence)).toEqual([3, 4, 5, 6]);
    expect(known([before, after])).toEqual(['a', 'b']);
  });

  it('is sent a snapshot when it was away for too long', () => {
    const before = attach();
    seconds(2);
    const lastId = leave(before);
    fleet.beat('a');
    seconds(60);
    const after = attach(lastId);
    fleet.beat('b');
    seconds(1);
    expect(snapshotsOf(after).map(idsOf)).toEqual([['a']]);
    expect(known([after])).toEqual(['a', 'b']);
  });

  it('is sent a snapshot when it comes just as the log was cleared, before anything new was told', () => {
    const before = attach();
    seconds(1);
    const lastId = leave(before);
    seconds(30);
    fleet.beat('a');
    const after = attach(lastId);
    seconds(1);
    expect(snapshotsOf(after)).toHaveLength(1);
    expect(known([after])).toEqual(['a']);
  });

  it.each(['', '.', 'elsewhere.1', 'no-number', '1', '99'])('is sent a snapshot when its last id is %p', (id) => {
    seconds(5);
    expect(snapshotsOf(attach(id))).toHaveLength(1);
  });

  it('is sent a snapshot when its id is not of this process or not of the past', () => {
    const own = leave(attach());
    const epoch = own.split('.')[0];
    for (const id of [`${epoch}.99`, `${epoch}.`, `${epoch}.-1`, `${epoch}.1e0`]) {
      expect(snapshotsOf(attach(id))).toHaveLength(1);
    }
  });
});

describe('without readers', () => {
  it('only the points are evaluated, and no row is rendered', () => {
    fleet.beat('a');
    seconds(20);
    expect([fleet.evaluations, fleet.rows]).toEqual([4, 0]);
    expect(snapshotsOf(attach())[0]?.history).toHaveLength(4);
  });

  it('deltas are kept for half a minute for who may come back, and then no more', () => {
    fleet.beat('a');
    const reader = attach();
    seconds(1);
    leave(reader);
    const rowsThen = fleet.rows;
    fleet.beat('a');
    seconds(29);
    expect(fleet.rows).toBe(rowsThen + 1);
    fleet.evaluations = 0;
    fleet.beat('a');
    seconds(20);
    expect([fleet.evaluations, fleet.rows]).toEqual([4, rowsThen + 1]);
  });
});

describe('a service that stops', () => {
  it('ends the streams and lets none begin', () => {
    const reader = attach();
    events.onModuleDestroy();
    expect(reader.isEnded).toBe(true);
    const late = new FakeResponse();
    expect(() => events.attach(late.response, undefined)).toThrow(
      expect.objectContaining({ code: 'service_stopping', retryAfterSeconds: 2 }) as Error,
    );
    expect([late.status, events.readerCount]).toEqual([null, 0]);
  });
});
