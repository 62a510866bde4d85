import fc from 'fast-check';
import { trace } from '../testing/traces.js';
import { TraceWindow } from './trace-window.js';

const NOW = Date.parse('2026-11-23T20:00:00Z');
const PAGE = 10;

/** A store of traces that grows at its upper end. */
function storeOf(count: number, gapEvery = 7) {
  const ids = Array.from({ length: count }, (_, place) => place + Math.floor(place / gapEvery) + 1);
  return {
    ids,
    grow: (more: number) => {
      for (let one = 0; one < more; one += 1) ids.push((ids.at(-1) ?? 0) + 1);
    },
    page: (below: number) =>
      ids
        .filter((id) => id < below)
        .sort((one, other) => other - one)
        .slice(0, PAGE)
        .map((id) => trace(id)),
  };
}

function round(window: TraceWindow, store: ReturnType<typeof storeOf>, calls = 3): number {
  window.lookForNewer();
  let made = 0;
  for (; made < calls; made += 1) {
    const below = window.nextBelow;
    if (below === null) break;
    window.took(store.page(below), NOW);
  }
  return made;
}

const windowOf = (traces: number, ageMs = 86_400_000) => new TraceWindow({ traces, ageMs, page: PAGE });
const idsOf = (window: TraceWindow) => window.traces.map(({ id }) => id);

describe('the window of newest traces', () => {
  it('reads from the newest down, a few pages a round, and then only what is new', () => {
    const store = storeOf(75);
    const window = windowOf(1_000);
    expect([round(window, store), window.traces.length]).toEqual([3, 30]);
    expect([round(window, store), window.traces.length]).toEqual([3, 50]);
    expect([round(window, store), round(window, store), window.traces.length]).toEqual([3, 2, 75]);
    store.grow(4);
    expect([round(window, store), window.traces.length]).toEqual([1, 79]);
  });

  it('keeps no more than it may, and stops reading there', () => {
    const store = storeOf(500);
    const window = windowOf(40);
    for (let count = 0; count < 10; count += 1) round(window, store);
    expect(idsOf(window)).toEqual(store.ids.slice(-40).reverse());
    expect(round(window, store)).toBe(1);
  });

  it('forgets what is a day old, and does not read further down from there', () => {
    const window = windowOf(1_000, 3_600_000);
    window.lookForNewer();
    const young = Array.from({ length: 9 }, (_, place) => trace(100 - place, { observed_at: '2026-11-23T19:30:00Z' }));
    window.took([...young, trace(91, { observed_at: '2026-11-23T18:30:00Z' })], NOW);
    expect(window.nextBelow).toBeNull();
    expect(idsOf(window)).toEqual(young.map(({ id }) => id));
  });

  it('catches up, whatever came between its rounds', () => {
    const rounds = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        rounds,
        fc.integer({ min: 20, max: 400 }),
        (first, growth, most) => {
          const store = storeOf(first);
          const window = windowOf(most);
          for (const more of growth) {
            round(window, store);
            const seen = idsOf(window);
            expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one));
            store.grow(more);
          }
          for (let count = 0; count < 60; count += 1) round(window, store);
          expect(idsOf(window)).toEqual(store.ids.slice(-most).reverse());
        },
      ),
    );
  });

  it('says what lies right below an id only as far as it has read everything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), fc.nat(300), (one, two, below) => {
        const store = storeOf(60);
        const window = windowOf(500);
        round(window, store);
        store.grow(one);
        round(window, store, 1);
        store.grow(two);
        round(window, store, 2);
        const known = window.rightBelow(below).map(({ id }) => id);
        const truth = store.ids.filter((id) => id < below).reverse();
        expect(known).toEqual(truth.slice(0, known.length));
      }),
    );
  });
});
