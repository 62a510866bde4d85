import { worker } from '../testing/builders.js';
import { unknownReasons, unknownTags } from './unknown-tags.js';

function counting(tags: Record<string, number>, ...providers: readonly string[]) {
  return worker({
    report: { unknown_reason_tags: tags, provider_metrics: providers.map((provider) => ({ provider })) },
  });
}

describe('why addresses remained unknown', () => {
  it('is counted by provider and tag, most first', () => {
    const workers = [
      counting({ unknown_transient: 2, connection_unstable: 5 }, 'gmail'),
      counting({ ' Unknown_Transient ': 4 }, ' Gmail'),
      counting({ other_unknown: 0, '': 3 }, 'gmail'),
    ];
    expect(unknownTags(workers)).toEqual([
      { provider: 'gmail', tag: 'unknown_transient', count: 6, sample_workers: 2 },
      { provider: 'gmail', tag: 'connection_unstable', count: 5, sample_workers: 1 },
    ]);
  });

  it('counts as generic where a beat does not say which provider it was', () => {
    const workers = [counting({ a: 1 }, 'gmail', 'yahoo'), counting({ a: 1 }), counting({ a: 1 }, 'elsewhere')];
    expect(unknownTags(workers)).toEqual([{ provider: 'generic', tag: 'a', count: 3, sample_workers: 3 }]);
  });

  it('does not count workers that are no longer heard', () => {
    expect(unknownTags([{ ...counting({ a: 1 }, 'gmail'), presence: 'late' }])).toEqual([]);
  });

  it('has each tag’s share of its provider’s', () => {
    const workers = [counting({ a: 3, b: 1 }, 'gmail'), counting({ a: 5 }, 'yahoo')];
    expect(unknownReasons(workers).map(({ provider, tag, share_percent }) => [provider, tag, share_percent])).toEqual([
      ['gmail', 'a', 75],
      ['gmail', 'b', 25],
      ['yahoo', 'a', 100],
    ]);
  });

  it('names at most a hundred, and shares are of all', () => {
    const tags = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`tag_${n}`, 1]));
    expect(unknownReasons([counting(tags, 'gmail')])).toHaveLength(100);
    expect(unknownReasons([counting(tags, 'gmail')])[0]?.share).toBeCloseTo(1 / 150);
  });
});
