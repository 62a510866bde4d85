import { DeltaLog } from './delta-log.js';

function filled(count: number, limits = { count: 10, bytes: 1_000 }) {
  const log = new DeltaLog(limits);
  for (let sequence = 1; sequence <= count; sequence += 1) log.add({ sequence, frame: Buffer.alloc(10) });
  return log;
}

const sequencesAfter = (log: DeltaLog, sequence: number, newest: number) =>
  log.after(sequence, newest)?.map((delta) => delta.sequence) ?? null;

describe('the log of deltas', () => {
  it('tells a reader what was missed, in order', () => {
    expect(sequencesAfter(filled(5), 3, 5)).toEqual([4, 5]);
  });

  it('tells a reader who missed nothing that there is nothing', () => {
    expect(sequencesAfter(filled(5), 5, 5)).toEqual([]);
  });

  it('admits that it no longer has everything', () => {
    expect(sequencesAfter(filled(20), 5, 20)).toBeNull();
  });

  it('knows nothing of a future that never was', () => {
    expect(sequencesAfter(filled(5), 9, 5)).toBeNull();
  });

  it('is bounded by size as well as by number', () => {
    const log = filled(8, { count: 100, bytes: 30 });
    expect(sequencesAfter(log, 5, 8)).toEqual([6, 7, 8]);
    expect(sequencesAfter(log, 4, 8)).toBeNull();
  });
});
