import { laravelServer } from '../testing/laravel-records.js';
import { worker } from '../testing/builders.js';
import type { Match } from './runtime-match.js';
import { selectServers, type ServerQuery } from './server-selection.js';
import { serverRow } from './server-row.js';

const NOW = Date.parse('2026-03-02T08:15:00Z');
const matched: Match = { state: 'matched', workerId: 'w1', by: 'ip_address' };
const row = (id: number, name: string, match: Match, server: Parameters<typeof laravelServer>[0] = {}) =>
  serverRow({ server: laravelServer({ id, name, ...server }), match, worker: worker() }, NOW);
const ROWS = [
  row(1, 'alpha', matched),
  row(2, 'beta', matched, { heartbeat_state: 'stale' }),
  row(3, 'gamma', { state: 'unmatched' }),
  row(4, 'delta', { state: 'ambiguous', candidates: ['a', 'b'], because: 'two' }),
];
const select = (query: Partial<ServerQuery>) =>
  selectServers(ROWS, { filter: 'all', text: null, limit: null, cursor: null, ...query });
const ids = (query: Partial<ServerQuery>) => select(query).servers.map(({ id }) => id);

describe('listing servers', () => {
  it.each([
    ['all', [1, 2, 3, 4]],
    ['operational', [1]],
    ['needs_attention', [2, 3, 4]],
    ['matched', [1, 2]],
    ['unmatched', [3, 4]],
  ] as const)('keeps with the filter %s', (filter, kept) => expect(ids({ filter })).toEqual(kept));

  it('counts what each filter keeps, whatever is asked for', () => {
    const counts = { all: 4, operational: 1, needs_attention: 3, matched: 2, unmatched: 2 };
    expect(select({ filter: 'operational', text: 'nothing' }).counts).toEqual(counts);
  });

  it('finds a part of name, address, pool or matched worker', () => {
    expect(ids({ text: ' GAM ' })).toEqual([3]);
    expect(ids({ text: 'gmail-slow' })).toEqual([1, 2, 3, 4]);
    expect(ids({ text: 'w1' })).toEqual([1, 2]);
  });

  it('continues where the page before ended', () => {
    const first = select({ limit: 3 });
    expect(first.servers).toHaveLength(3);
    expect(ids({ limit: 3, cursor: first.nextCursor })).toEqual([4]);
    expect(select({ limit: 4 }).nextCursor).toBeNull();
  });

  it('refuses a cursor that names none of them', () => {
    expect(() => select({ cursor: '99' })).toThrow(expect.objectContaining({ code: 'invalid_request' }) as Error);
  });
});
