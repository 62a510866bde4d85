import type { Tally } from './tally.js';

/** The part of Playwright's JSON report that is read here (https://playwright.dev/docs/test-reporters#json-reporter). */
interface PlaywrightReport {
  readonly suites: readonly Suite[];
  /** What went wrong outside of any test. */
  readonly errors: readonly { readonly message?: string }[];
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
    }[];
  }[];
}

interface NamedTest {
  readonly name: string;
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
}

/** Counts a Playwright report. A test that passed only when it was repeated counts as passed. */
export function tallyOfPlaywright(json: string): Tally {
  const report = JSON.parse(json) as PlaywrightReport; // written by the runner we have just run
  const tests = report.suites.flatMap((suite) => testsIn(suite, []));
  const having = (...states: readonly NamedTest['status'][]) => tests.filter(({ status }) => states.includes(status));
  const errors = report.errors.map(({ message = 'an error without a message' }) => message.split('\n')[0] ?? message);
  const failures = [...having('unexpected').map(({ name }) => name), ...errors];
  return {
    passed: having('expected', 'flaky').length,
    failed: failures.length,
    skipped: having('skipped').length,
    failures,
  };
}

function testsIn(suite: Suite, above: readonly string[]): readonly NamedTest[] {
  const path = [...above, suite.title].filter((title) => title !== '');
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ projectName, status }) => ({
      name: [...path, spec.title].join(' › ') + (projectName ? ` [${projectName}]` : ''),
      status,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsIn(inner, path))];
}
