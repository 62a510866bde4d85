import type { HeartbeatRequest } from '@app/contracts';
import { report } from '../../testing/builders.js';
import { type Recorded, type RecordedBeat, recordedSession } from '../../testing/recorded-session.js';
import type { WorkDelta } from './work-feed.js';
import { type HeardBeat, type WorkerPast, workSince } from './worker-work.js';

interface Told {
  readonly gmail?: readonly [probed: number, unknown: number];
  readonly yahoo?: readonly [probed: number, unknown: number];
  readonly strategy?: string;
  readonly at?: number;
}

/** A beat of a worker with these totals of both providers. */
function beat({ strategy = 'provider_policy:v1', at = 0, ...work }: Told): HeardBeat {
  const parts = [work.gmail, work.yahoo].filter((part) => part !== undefined);
  const probed = parts.reduce((sum, [count]) => sum + count, 0);
  const unknown = parts.reduce((sum, [, count]) => sum + count, 0);
  const rates = (name: string, part: readonly [number, number] | undefined) =>
    part === undefined ? [] : [{ provider: name, unknown_rate: part[1] / part[0] }];
  const body: Partial<HeartbeatRequest> = {
    stage_metrics: { smtp_probe: { processed: probed } },
    smtp_metrics: probed === 0 ? {} : { unknown_rate: unknown / probed },
    provider_metrics: [...rates('gmail', work.gmail), ...rates('yahoo', work.yahoo)],
    session_strategy_id: strategy,
  };
  return { report: report(body), receivedAt: at };
}

function deltasOf(...beats: readonly HeardBeat[]): readonly WorkDelta[] {
  let past: WorkerPast | undefined;
  return beats.flatMap((next) => {
    const work = workSince(past, next);
    past = work.past;
    return work.deltas;
  });
}

describe('what a worker did since its last beat', () => {
  it('is the difference of its counts, by provider', () => {
    const before = beat({ gmail: [10, 1] });
    const after = beat({ gmail: [30, 6], yahoo: [7, 2], at: 5_000 });
    expect(deltasOf(before, after)).toEqual([
      { ...WORKER, provider: 'gmail', at: 5_000, ...done(20, 5) },
      { ...WORKER, provider: 'yahoo', at: 5_000, ...done(7, 2) },
    ]);
  });

  it('is not told by the first beat, which may hold the work of days', () => {
    expect(deltasOf(beat({ gmail: [1_000, 1] }))).toEqual([]);
  });

  it('begins anew when a counter went back', () => {
    const beats = [beat({ gmail: [10, 1] }), beat({ gmail: [3, 0] }), beat({ gmail: [5, 1] })];
    expect(deltasOf(...beats)).toMatchObject([done(2, 1)]);
  });

  it('begins anew when the work grew but one of its parts fell, as a restart may look', () => {
    expect(deltasOf(beat({ gmail: [10, 5] }), beat({ gmail: [11, 4] }))).toEqual([]);
  });

  it('is nobody’s when the policy changed in between', () => {
    const other = { strategy: 'provider_policy:v2' };
    const beats = [beat({ gmail: [10, 1] }), beat({ gmail: [20, 2], ...other }), beat({ gmail: [24, 3], ...other })];
    expect(deltasOf(...beats)).toMatchObject([{ version: 'v2', ...done(4, 1) }]);
    expect(deltasOf(beat({ gmail: [10, 1] }), beat({ gmail: [20, 2], strategy: 'standard:v1' }))).toEqual([]);
  });

  it('is told later when a beat in between does not tell its volumes', () => {
    const unclear = beat({ gmail: [25, 5], yahoo: [30, 6], at: 5_000 });
    const clear = beat({ gmail: [40, 9], yahoo: [30, 6], at: 10_000 });
    expect(deltasOf(beat({ gmail: [10, 1] }), unclear)).toEqual([]);
    expect(deltasOf(beat({ gmail: [10, 1] }), unclear, clear)).toMatchObject([
      { provider: 'yahoo', ...done(30, 6) },
      { provider: 'gmail', ...done(30, 8) },
    ]);
  });

  it('is not told when it was done over too long a time to say when', () => {
    expect(deltasOf(beat({ gmail: [10, 1] }), beat({ gmail: [20, 1], at: 3_600_000 }))).toEqual([]);
  });

  it('counts as idle time when nothing was probed', () => {
    const beats = [0, 1, 2].map((minute) => beat({ gmail: [10, 1], at: minute * 400_000 }));
    expect(deltasOf(...beats, beat({ gmail: [12, 1], at: 810_000 }))).toMatchObject([done(2, 0)]);
  });
});

const WORKER = { workerId: 'w1', pool: 'edge-eu', version: 'v1' };
const done = (probed: number, unknown: number) => ({
  probed,
  tempfailed: 0,
  rejected: 0,
  unknown,
  policyBlocked: null,
});

describe('the recorded session', () => {
  it('gives all work between beats of one process under one policy, and nothing else', () => {
    const pasts = new Map<string, WorkerPast>();
    const deltas: WorkDelta[] = [];
    let done = 0;
    for (const { worker_id: id, t_ms: receivedAt, request } of recordedSession().filter(isBeat)) {
      const past = pasts.get(id);
      const work = workSince(past, { report: report(request), receivedAt });
      const isSamePolicy = past?.report.session_strategy_id === request.session_strategy_id;
      if (past !== undefined && isSamePolicy && work.past.probed > past.probed) done += work.past.probed - past.probed;
      pasts.set(id, work.past);
      deltas.push(...work.deltas);
    }
    expect(deltas.reduce((sum, { probed }) => sum + probed, 0)).toBe(done);
    expect(done).toBeGreaterThan(1_000);
    expect(new Set(deltas.map(({ version }) => version))).toEqual(new Set([null, 'v4.2.0', 'v4.3.0-rc1']));
    // A worker counts every temporary failure as unresolved too (worker behaviour, section 10).
    for (const { tempfailed, unknown, rejected, probed } of deltas) {
      expect(tempfailed).toBeLessThanOrEqual(unknown);
      expect(unknown + rejected).toBeLessThanOrEqual(probed);
    }
  });
});

function isBeat(moment: Recorded): moment is RecordedBeat {
  return moment.what === 'beat';
}
