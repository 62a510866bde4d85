import { tallyOfJest } from './jest-report.js';
import { tallyOfPlaywright } from './playwright-report.js';
import { checkedAgainst, oneCheck, total } from './tally.js';

const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };

describe('the count of the tests', () => {
  it('takes a check as one', () => {
    expect(total([oneCheck(null), oneCheck('lint: it failed')])).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: ['lint: it failed'],
    });
  });

  it('counts a runner that ran nothing, or ended badly, as failed', () => {
    expect(checkedAgainst(null, nothing)).toMatchObject({ failed: 1, failures: ['no test ran'] });
    expect(checkedAgainst('exit code 1', { ...nothing, passed: 9 })).toMatchObject({ passed: 9, failed: 1 });
    expect(checkedAgainst('exit code 1', { ...nothing, passed: 9, failed: 2 })).toMatchObject({ failed: 2 });
    expect(checkedAgainst(null, { ...nothing, passed: 9 })).toMatchObject({ passed: 9, failed: 0 });
  });

  it("reads Jest's report, files that could not be run included", () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [
        {
          name: '/repo/a.spec.ts',
          status: 'failed',
          message: '…',
          assertionResults: [
            { status: 'passed', fullName: 'one' },
            { status: 'failed', fullName: 'two' },
          ],
        },
        { name: '/repo/b.spec.ts', status: 'failed', message: '  ● Test suite\n\n  no module\n', assertionResults: [] },
      ],
    };
    expect(tallyOfJest(JSON.stringify(report), '/repo')).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
      failures: ['a.spec.ts: two', 'b.spec.ts could not be run: no module'],
    });
  });

  it("reads Playwright's report, errors outside of tests included", () => {
    const test = (status: string) => ({ projectName: 'light', status });
    const report = {
      suites: [
        {
          title: 'pause.e2e.ts',
          specs: [{ title: 'pauses', tests: [test('expected'), test('unexpected')] }],
          suites: [{ title: 'by keyboard', specs: [{ title: 'resumes', tests: [test('flaky'), test('skipped')] }] }],
        },
      ],
      errors: [{ message: 'no browser\nat x' }],
    };
    expect(tallyOfPlaywright(JSON.stringify(report))).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
      failures: ['pause.e2e.ts › pauses [light]', 'no browser'],
    });
  });
});
