import fc from 'fast-check';
import { recordedPolicy, recordedTraces } from '../testing/recorded.js';
import { CollectedTraces } from './collected-traces.js';
import { Replay } from './replay.js';
import { shapeOf } from './trace-shape.js';

const traces = recordedTraces();
const inForce = new Map([['v4.2.0', recordedPolicy('active')]]);
const replay = () => new Replay({ candidate: recordedPolicy('candidate'), inForce, isComplete: true });

it('keeps one trace of each shape, and of all others what they do not share', () => {
  const collected = CollectedTraces.of(traces);
  expect(collected.size).toBe(1_077);
  expect(collected.samples.length).toBeLessThan(200);
  expect(collected.chunkCount).toBe(new Set(traces.map((trace) => trace.verification_job_chunk_id)).size);
  traces.forEach((trace, place) => {
    expect([collected.idAt(place), collected.providerAt(place)]).toEqual([trace.id, trace.provider]);
    expect(shapeOf(collected.sampleAt(place))).toBe(shapeOf(trace));
  });
});

it('takes traces without a chunk each for itself', () => {
  const alone = traces.slice(0, 10).map((trace) => ({ ...trace, verification_job_chunk_id: null }));
  expect(CollectedTraces.of(alone).chunkCount).toBe(10);
});

it('makes of a trace what is made of it alone, whatever else was collected, where its chunk has no other', () => {
  const chunk = fc.array(fc.constantFrom(...traces), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(chunk, (some) => {
      const alone = some.map((trace, place) => ({ ...trace, verification_job_chunk_id: `chunk ${place}` }));
      const together = replay().replayCollected(CollectedTraces.of(alone));
      expect(together).toEqual(alone.map((trace) => replay().replay(trace)));
    }),
    { numRuns: 20 },
  );
});

it('does not care what hosts, addresses and workers are called', () => {
  const renamed = traces.map((trace) => ({
    ...trace,
    email_hash: '0'.repeat(64),
    attempt_chain: trace.attempt_chain.map((attempt) => ({
      ...attempt,
      mx_host: attempt.mx_host === null ? null : `other.${attempt.mx_host}`,
      worker_id: '7',
    })),
  }));
  expect(replay().replayAll(renamed)).toEqual(replay().replayAll(traces));
});

it('tells how far it is', () => {
  const told: number[] = [];
  replay().replayCollected(CollectedTraces.of(traces), { replayed: (count) => told.push(count) });
  expect([told[0], told.at(-1), told.length]).toEqual([1, 1_077, 1_077]);
});
