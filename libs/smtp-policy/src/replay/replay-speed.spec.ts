import { recordedPolicy, recordedTraces } from '../testing/recorded.js';
import { Replay } from './replay.js';

it('replays 100,000 traces in seconds', () => {
  const traces = recordedTraces();
  const many = Array.from({ length: 100_000 }, (_, index) => {
    const trace = traces[index % traces.length] as (typeof traces)[number];
    return { ...trace, verification_job_chunk_id: `${trace.verification_job_chunk_id} ${Math.floor(index / 1_077)}` };
  });
  const candidate = recordedPolicy('candidate');
  const replay = new Replay({ candidate, inForce: new Map([['v4.2.0', recordedPolicy('active')]]), isComplete: true });
  const started = performance.now();
  expect(replay.replayAll(many)).toHaveLength(100_000);
  expect(performance.now() - started).toBeLessThan(20_000); // 10 s is the promise, on a machine with nothing else to do
});
