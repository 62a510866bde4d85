import { BUILT_IN_VERSION } from '@app/smtp-policy';
import { type HistoryEntry, NO_ROLLOUT, type RolloutRecord, type VersionRecord } from '../rollout/rollout-record.js';
import { versionsInForce } from './versions-in-force.js';

const DAY = 86_400_000;
const day = (number: number) => number * DAY;

/** What was done, oldest first, one thing a day from day 1. */
function rollout(...done: readonly (readonly [HistoryEntry['action'], string, number])[]): RolloutRecord {
  const history = done.map(
    ([action, version, percent], index) =>
      ({ action, version, percent, at: new Date(day(index + 1)).toISOString(), revision: index + 1 }) as HistoryEntry,
  );
  const [stable] = history.filter(({ percent }) => percent === 100).slice(-1);
  const versions = Object.fromEntries(
    done.map(([, version]) => [version, { version, promotedAt: 'once' } as VersionRecord]),
  );
  return { ...NO_ROLLOUT, versions, stable: stable?.version ?? null, history: [...history].reverse() };
}

const past = rollout(
  ['validate', 'v0', 0],
  ['promote', 'v1', 100],
  ['promote', 'v2', 25],
  ['rollback', 'v1', 100],
  ['promote', 'v3', 100],
);

it.each([
  ['from before the first one', day(0), ['v1', 'v2', 'v3']],
  ['from while a canary ran', day(3) + 1, ['v1', 'v2', 'v3']],
  ['from after it was taken back', day(4) + 1, ['v1', 'v3']],
  ['from after the last one', day(5) + 1, ['v3']],
  ['of an unknown time', null, ['v1', 'v2', 'v3']],
])('traces %s can be of the versions that were rolled out since', (_when, since, versions) => {
  expect([...versionsInForce(past, new Map(), since)].sort()).toEqual(versions);
});

it('traces name versions that the rollout never knew', () => {
  const named = new Map([
    ['v9', 3],
    ['v8', 7],
  ]);
  expect(versionsInForce(past, named, day(9))).toEqual(['v8', 'v9', 'v3']);
  expect(versionsInForce(NO_ROLLOUT, named, null)).toEqual(['v8', 'v9']);
});

it('every version that was ever rolled out counts when the history does not reach back', () => {
  const short = { ...past, history: past.history.slice(0, 1) };
  expect([...versionsInForce(short, new Map(), day(2))].sort()).toEqual(['v0', 'v1', 'v2', 'v3']);
});

it('what is built into workers is no version that somebody has a payload of, unless one is called the same', () => {
  const named = new Map([
    [BUILT_IN_VERSION, 63],
    ['v9', 3],
  ]);
  expect(versionsInForce(past, named, day(9))).toEqual(['v9', 'v3']);
  const called = { ...past, versions: { ...past.versions, [BUILT_IN_VERSION]: {} as VersionRecord } };
  expect(versionsInForce(called, named, day(9))).toEqual([BUILT_IN_VERSION, 'v9', 'v3']);
});
