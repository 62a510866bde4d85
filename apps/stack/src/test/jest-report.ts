import type { Tally } from './tally.js';

/** The part of `jest --json` that is read here (https://jestjs.io/docs/cli#--json). */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Counts a Jest report. A file that could not be run at all counts as one failure. @param root shortens file names */
export function tallyOfJest(json: string, root: string): Tally {
  const report = JSON.parse(json) as JestReport; // written by the runner we have just run
  const files = report.testResults.map((file) => ({ ...file, name: file.name.replace(`${root}/`, '') }));
  const failed = files.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${name}: ${fullName}`),
  );
  const notRun = files
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed))
    .map(({ name, message }) => `${name} could not be run: ${firstLine(message)}`);
  return {
    passed: report.numPassedTests,
    failed: failed.length + notRun.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failed, ...notRun],
  };
}

function isFailed({ status }: { readonly status: string }): boolean {
  return status === 'failed';
}

function firstLine(message: string): string {
  const lines = message.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('●')) ?? 'no reason given';
}
