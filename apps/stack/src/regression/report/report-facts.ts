import type { CheckedItem, CheckedTest } from './checklist-results.js';

/** Everything that a report says. */
export interface ReportFacts {
  /** Against what it was run: "the embedded stack with two process hosts". */
  readonly against: string;
  /** When it ended, RFC 3339. */
  readonly at: string;
  /** Name and version of what took part. */
  readonly versions: readonly (readonly [name: string, version: string])[];
  readonly items: readonly CheckedItem[];
}

export type Result = CheckedTest['result'];

/** A failed test fails its item; one that passed makes it passed, whatever was skipped beside it. */
export function resultOf({ tests }: CheckedItem): Result {
  if (tests.some(({ result }) => result === 'failed')) return 'failed';
  return tests.some(({ result }) => result === 'passed') ? 'passed' : 'skipped';
}

/** Whether some of it was not looked at. */
export const isPartial = (item: CheckedItem): boolean =>
  resultOf(item) === 'passed' && item.tests.some(({ result, leftOut }) => result === 'skipped' || leftOut.length > 0);

/** As it stands in the summary: `passed`, `passed in part`, `failed`, `skipped`. */
export const wordFor = (item: CheckedItem): string => `${resultOf(item)}${isPartial(item) ? ' in part' : ''}`;

export const secondsOf = ({ tests }: CheckedItem): number => tests.reduce((sum, { seconds }) => sum + seconds, 0);

/** `7 passed, 0 failed, 0 skipped`. */
export function tallyOf(items: readonly CheckedItem[]): string {
  const count = (result: Result) => items.filter((item) => resultOf(item) === result).length;
  return (['passed', 'failed', 'skipped'] as const).map((result) => `${count(result)} ${result}`).join(', ');
}
