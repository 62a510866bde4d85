import { recordedPolicy, recordedTraces } from '../testing/recorded.js';
import { CollectedTraces } from './collected-traces.js';
import { compareReplays } from './compare-replays.js';
import { Replay } from './replay.js';

const candidate = recordedPolicy('candidate');
const active = recordedPolicy('active');
const inForce = new Map([['v4.2.0', active]]);
const recorded = recordedTraces();

/** The recorded traces again and again, in chunks of their own, with replies of `variety` different kinds. */
function* many(count: number, variety: number) {
  for (let index = 0; index < count; index += 1) {
    const trace = recorded[index % recorded.length] as (typeof recorded)[number];
    const round = Math.floor(index / recorded.length);
    yield {
      ...trace,
      id: index + 1,
      verification_job_chunk_id: `${trace.verification_job_chunk_id} ${round}`,
      attempt_chain: trace.attempt_chain.map((attempt) => ({
        ...attempt,
        enhanced_code: attempt.enhanced_code === null ? null : `${attempt.enhanced_code}${round % variety}`,
      })),
    };
  }
}

// The promise is 10 s for 100,000 traces on one core; docs/performance.md has what was measured, at most 4.4 s of CPU time.
it.each([
  ['of real variety', 1],
  ['of thousands of kinds', 100],
])('replays 100,000 traces %s under two policies in seconds', (_kind, variety) => {
  const started = process.cpuUsage(); // of this process alone: what else the machine does counts not
  const traces = new CollectedTraces();
  for (const trace of many(100_000, variety)) traces.add(trace);
  const replay = (policy: typeof active) =>
    new Replay({ candidate: policy, inForce, isComplete: true }).replayCollected(traces);
  const compared = compareReplays(traces, replay(candidate), replay(active));
  expect(compared.reduce((sum, { traces: count }) => sum + count, 0)).toBe(100_000);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1_000).toBeLessThan(15_000);
});
