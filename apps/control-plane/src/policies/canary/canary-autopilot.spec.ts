import type { JournalEntry } from '@app/contracts';
import { StoppedClock } from '@app/service';
import { Failure } from '../../common/failure.js';
import { testConfig } from '../../config/testing/test-config.js';
import type { FleetReader } from '../../workers/fleet-reader.js';
import { AutopilotDeeds } from './autopilot-deeds.js';
import { AutopilotInputs } from './autopilot-inputs.js';
import { FRESH } from './autopilot-state.js';
import type { AutopilotRecord, AutopilotStore } from './autopilot.store.js';
import { CanaryAutopilot } from './canary-autopilot.js';
import { CanaryJudge } from './canary-judge.js';
import { canaryView } from './canary-view.js';
import { CanaryWatch } from './canary-watch.js';
import { workDelta } from './testing/canary-builders.js';
import { FakeFeed, FakeModes, FakeRollouts } from './testing/fake-governance.js';

/** What all replicas share. */
class SharedStore {
  record: AutopilotRecord = { ...FRESH, revision: 0 };
  readonly entries: JournalEntry[] = [];
  isLoaded = true;
  isAway = false;

  current(): AutopilotRecord {
    return this.record;
  }

  async save(_id: string, next: AutopilotRecord, entry: JournalEntry): Promise<'saved' | 'changed'> {
    if (this.isAway) throw new Error('connection lost');
    if (next.revision !== this.record.revision + 1) return 'changed';
    this.record = next;
    this.entries.push(entry);
    return 'saved';
  }
}

function openFleet(variables: Readonly<Record<string, string>> = {}) {
  const config = testConfig({
    POLICY_CANARY_AUTOPILOT_ENABLED: 'true',
    POLICY_CANARY_WINDOW_SECONDS: '60',
    POLICY_CANARY_REQUIRED_HEALTH_WINDOWS: '2',
    ...variables,
  });
  const shared = { clock: new StoppedClock(1_000_000), store: new SharedStore(), feed: new FakeFeed() };
  const [rollouts, modes] = [new FakeRollouts(25), new FakeModes()];
  const reader = { facts: () => [] } as unknown as FleetReader; // nobody has fallen silent
  const openReplica = () => {
    const watch = new CanaryWatch(shared.feed, rollouts, shared.clock);
    const judge = new CanaryJudge(watch, modes, reader, config);
    const inputs = new AutopilotInputs(rollouts, modes, watch, judge, config);
    const deeds = new AutopilotDeeds(rollouts, modes);
    const store = shared.store as unknown as AutopilotStore; // without the journal beneath
    watch.onApplicationBootstrap();
    return { judge, autopilot: new CanaryAutopilot(store, inputs, deeds, shared.clock) };
  };
  return { ...shared, rollouts, modes, openReplica };
}
type Fleet = ReturnType<typeof openFleet>;

/** Half a minute of ten workers under the candidate and thirty others. */
function work({ clock, feed }: Fleet, unknown: number): void {
  clock.advance(30_000);
  const at = clock.now();
  const group = (version: string, count: number, unknownOf: number) =>
    Array.from({ length: count }, (_, worker) =>
      workDelta({ workerId: `${version}-${worker}`, version, at, probed: 500, unknown: unknownOf, tempfailed: 10 }),
    );
  feed.deltas.next([...group('next', 10, unknown), ...group('former', 30, 100)]);
}

async function minutes(fleet: Fleet, autopilot: CanaryAutopilot, count: number, unknown = 100): Promise<void> {
  for (let half = 0; half < 2 * count; half += 1) {
    work(fleet, unknown);
    await autopilot.look();
  }
}

describe('the autopilot of a fleet', () => {
  it('brings a good candidate to everybody', async () => {
    const fleet = openFleet();
    const { autopilot } = fleet.openReplica();
    await autopilot.look();
    await minutes(fleet, autopilot, 7);
    expect(fleet.rollouts.current()).toMatchObject({ stable: 'next', canary: null });
    expect(fleet.store.record.events.map(({ action }) => action)).toEqual([
      'finish',
      'step',
      'healthy_window',
      'start',
      'step',
      'healthy_window',
      'start',
    ]);
    expect(fleet.rollouts.wishes[0]).toMatchObject({ actor: 'autopilot', source: 'automation', ifRevision: 7 });
  });

  it('takes a bad one back as soon as it is clear, with the figures', async () => {
    const fleet = openFleet();
    const { autopilot } = fleet.openReplica();
    await autopilot.look();
    await minutes(fleet, autopilot, 0.5, 180);
    expect(fleet.rollouts.current().canary).toBeNull();
    expect(fleet.rollouts.wishes[0]?.notes).toMatch(/36\.0 % in the cohort against 20\.0 % in the rest/);
    expect(fleet.store.entries.map(({ action }) => action)).toEqual(['start', 'decide_rollback', 'rollback']);
  });

  it('tries again what Redis did not take, and decides nothing else meanwhile', async () => {
    const fleet = openFleet();
    const { autopilot } = fleet.openReplica();
    await autopilot.look();
    fleet.rollouts.failure = new Failure('store_unavailable', 'Redis is away');
    await minutes(fleet, autopilot, 0.5, 180);
    expect(fleet.store.record.pending?.deed).toEqual({ kind: 'rollback' });
    fleet.rollouts.failure = null;
    fleet.clock.advance(5_000);
    await autopilot.look();
    expect([fleet.rollouts.current().canary, fleet.store.record.pending]).toEqual([null, null]);
  });

  it('does nothing that it could not write down first', async () => {
    const fleet = openFleet();
    const { autopilot } = fleet.openReplica();
    await autopilot.look();
    fleet.store.isAway = true;
    await minutes(fleet, autopilot, 1, 180);
    expect(fleet.rollouts.wishes).toEqual([]);
  });

  it('gives way to somebody who decided in between', async () => {
    const fleet = openFleet();
    const { autopilot } = fleet.openReplica();
    await autopilot.look();
    fleet.rollouts.failure = new Failure('intent_changed', 'Decided otherwise');
    await minutes(fleet, autopilot, 0.5, 180);
    expect([fleet.store.record.pending, fleet.rollouts.current().canary?.percent]).toEqual([null, 25]);
  });

  it('decides once however many replicas look', async () => {
    const fleet = openFleet();
    const replicas = [fleet.openReplica(), fleet.openReplica(), fleet.openReplica()];
    const look = () => Promise.all(replicas.map(({ autopilot }) => autopilot.look()));
    await look();
    for (let half = 0; half < 4; half += 1) {
      work(fleet, 100);
      await look();
    }
    expect(fleet.rollouts.wishes.length).toBe(1);
    expect(fleet.rollouts.current().canary?.percent).toBe(50);
  });

  it('is not impressed by the check of another version', async () => {
    const fleet = openFleet();
    const { autopilot } = fleet.openReplica();
    await autopilot.look();
    await minutes(fleet, autopilot, 1);
    fleet.rollouts.touch();
    await minutes(fleet, autopilot, 0.5);
    expect(fleet.store.record.healthyWindows).toBe(1);
  });

  it('only tells in a dry run, and is silent when it is off', async () => {
    const dry = openFleet({ POLICY_CANARY_AUTOPILOT_DRY_RUN: 'true' });
    const { autopilot } = dry.openReplica();
    await autopilot.look();
    await minutes(dry, autopilot, 2);
    expect([dry.rollouts.wishes, dry.store.record.events[0]?.action]).toEqual([[], 'step']);
    const off = openFleet({ POLICY_CANARY_AUTOPILOT_ENABLED: 'false' });
    const idle = off.openReplica();
    await idle.autopilot.look();
    expect([off.store.entries, idle.autopilot.view(0).state]).toEqual([[], 'off']);
  });

  it('shows pages what it goes by', async () => {
    const fleet = openFleet();
    const { autopilot, judge } = fleet.openReplica();
    await autopilot.look();
    await minutes(fleet, autopilot, 1);
    const now = fleet.clock.now();
    expect(autopilot.view(now)).toMatchObject({
      state: 'watching',
      healthy_windows: 1,
      next_evaluation_at: '1970-01-01T00:18:40Z',
    });
    fleet.modes.restricted = ['yahoo'];
    expect(autopilot.view(now)).toMatchObject({ state: 'frozen', next_evaluation_at: '1970-01-01T00:18:40Z' });
    const view = canaryView(judge.judged(now), 'former', judge.settings);
    expect(view).toMatchObject({ version: 'next', percent: 25, confidence: 0.999, overall: { verdict: 'pass' } });
    expect(view.points.filter(({ provider }) => provider === 'all')).toMatchObject([
      { cohort_sample: 5_000, rest_sample: 15_000, cohort: { unknown_rate: 0.2, policy_blocked_rate: null } },
      { cohort_sample: 5_000, rest: { unknown_rate: 0.2 } },
    ]);
    expect(canaryView(null, 'former', judge.settings)).toMatchObject({
      version: null,
      summary: 'Nothing is on its way.',
    });
  });
});
