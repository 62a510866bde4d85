import { worker } from '../testing/builders.js';
import { type Told, changesSince } from './fleet-changes.js';

const NOTHING: Told = { version: 0, presences: new Map() };
const named = (id: string, version: number, presence: 'live' | 'silent' = 'live') =>
  worker({ report: { worker_id: id }, record: { version }, presence });
const idsOf = (workers: readonly ReturnType<typeof worker>[]) => workers.map(({ record }) => record.report.worker_id);

describe('what has changed in the fleet', () => {
  it('is everything for the first time', () => {
    expect(idsOf(changesSince(NOTHING, [named('a', 1), named('b', 2)], 2).changed)).toEqual(['a', 'b']);
  });

  it('is what has a newer version', () => {
    const { told } = changesSince(NOTHING, [named('a', 1), named('b', 2)], 2);
    expect(idsOf(changesSince(told, [named('a', 1), named('b', 3)], 3).changed)).toEqual(['b']);
  });

  it('is a worker that fell silent, though nothing arrived', () => {
    const { told } = changesSince(NOTHING, [named('a', 1)], 1);
    expect(idsOf(changesSince(told, [named('a', 1, 'silent')], 1).changed)).toEqual(['a']);
  });

  it('is a worker that was forgotten', () => {
    const { told } = changesSince(NOTHING, [named('a', 1)], 1);
    expect(changesSince(told, [], 1).removed).toEqual(['a']);
  });
});
