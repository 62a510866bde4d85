import type { HeartbeatFigures } from './heartbeat-bench.js';
import { goalsOf } from './report.js';

const figures = (...rates: readonly number[]): HeartbeatFigures => ({
  name: 'x',
  beatsPerSecond: rates[0] ?? 0,
  p50Ms: 1,
  p99Ms: 2,
  generatorCpu: 0.3,
  refused: 0,
  broken: 0,
  rounds: rates.map((beatsPerSecond) => ({
    beatsPerSecond,
    p50Ms: 1,
    p99Ms: 2,
    refused: 0,
    broken: 0,
    generatorCpu: 0.3,
  })),
});
const verdictOf = (product: HeartbeatFigures, withRedis: HeartbeatFigures) =>
  goalsOf({ product, withRedis, alone: figures(1) }, { reads: [], redis: [] })[0]?.verdict;

describe('the verdict on the beats', () => {
  it('compares with the server that waits for Redis', () => {
    expect(verdictOf(figures(90, 91, 89), figures(100, 99, 101))).toBe('met');
    expect(verdictOf(figures(89, 91, 89), figures(100, 99, 101))).toBe('missed');
  });

  it('is none when the rounds differ as if the machine did something else', () => {
    expect(verdictOf(figures(160, 186, 140), figures(157, 226, 124))).toBe('unsure');
  });

  it('finds a read that was not measured missed', () => {
    const all = goalsOf({ product: figures(1), withRedis: figures(1), alone: figures(1) }, { reads: [], redis: [] });
    expect(all.filter(({ text }) => text.startsWith('GET')).map(({ verdict }) => verdict)).toEqual([
      'missed',
      'missed',
      'missed',
    ]);
  });
});
