import fc from 'fast-check';
import { NAME_PATTERN } from '../common/name-rule.js';
import { decision, worker } from '../testing/builders.js';
import { type WorkerQuery, selectWorkers } from './worker-query.js';

const ALL: WorkerQuery = {
  pool: null,
  status: null,
  desired: null,
  quarantined: null,
  text: null,
  presence: 'all',
  sort: { by: 'worker_id', descending: false },
  limit: null,
  cursor: null,
};

function fleet(...ids: readonly string[]) {
  return [...ids]
    .sort()
    .map((id, index) => worker({ report: { worker_id: id, pool: index % 2 === 0 ? 'even' : 'odd' } }));
}

function idsOf(workers: Iterable<ReturnType<typeof worker>>, query: Partial<WorkerQuery>) {
  return selectWorkers(workers, { ...ALL, ...query }, 0).workers.map(({ record }) => record.report.worker_id);
}

describe('the list of workers', () => {
  it('is everything when nothing is asked', () => {
    expect(idsOf(fleet('a', 'b', 'c'), {})).toEqual(['a', 'b', 'c']);
  });

  it('is restricted by pool, state, presence and quarantine', () => {
    const workers = [
      worker({ report: { worker_id: 'a', pool: 'x' } }),
      worker({ report: { worker_id: 'b' }, presence: 'silent' }),
      worker({ report: { worker_id: 'c' }, intent: { quarantine: decision(), revision: 1 } }),
    ];
    expect(idsOf(workers, { pool: 'x' })).toEqual(['a']);
    expect(idsOf(workers, { presence: 'silent' })).toEqual(['b']);
    expect(idsOf(workers, { quarantined: true })).toEqual(['c']);
    expect(idsOf(workers, { desired: 'draining' })).toEqual(['c']);
    expect(idsOf(workers, { status: 'paused' })).toEqual([]);
  });

  it('finds text in id, host and address, in any case', () => {
    const workers = [
      worker({ report: { worker_id: 'a', host: 'Probe-EU-1' } }),
      worker({ report: { worker_id: 'b', host: 'x' } }),
    ];
    expect(idsOf(workers, { text: 'PROBE-eu' })).toEqual(['a']);
  });

  it('counts all that match, on all pages together', () => {
    expect(selectWorkers(fleet('a', 'b', 'c'), { ...ALL, limit: 2 }, 0)).toMatchObject({ total: 3 });
  });

  it('refuses a cursor that belongs to another order', () => {
    const { nextCursor } = selectWorkers(fleet('a', 'b'), { ...ALL, limit: 1 }, 0);
    const other: WorkerQuery = { ...ALL, sort: { by: 'pool', descending: false }, cursor: nextCursor };
    expect(() => selectWorkers(fleet('a', 'b'), other, 0)).toThrow(/cursor/);
    expect(() => selectWorkers(fleet('a'), { ...ALL, cursor: 'nonsense' }, 0)).toThrow(/cursor/);
  });

  const ids = fc.uniqueArray(
    fc.string({ minLength: 1, maxLength: 5 }).filter((id) => new RegExp(NAME_PATTERN, 'u').test(id)),
    { maxLength: 40 },
  );
  const sorts = fc.record({
    by: fc.constantFrom('worker_id' as const, 'pool' as const, 'status' as const),
    descending: fc.boolean(),
  });

  it('is the same page by page as at once, in any order', () => {
    fc.assert(
      fc.property(ids, sorts, fc.integer({ min: 1, max: 7 }), (some, sort, limit) => {
        const workers = fleet(...some);
        const paged: string[] = [];
        let cursor: string | null = null;
        do {
          const page = selectWorkers(workers, { ...ALL, sort, limit, cursor }, 0);
          paged.push(...page.workers.map(({ record }) => record.report.worker_id));
          cursor = page.nextCursor;
        } while (cursor !== null);
        expect(paged).toEqual(idsOf(workers, { sort }));
      }),
    );
  });
});
