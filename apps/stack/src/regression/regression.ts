import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ownEnvironment } from '../config/stack-environment.js';
import { checkSystemdHosts, debianTree } from '../hosts/systemd-tree.js';
import { inSilence, type Progress } from '../progress.js';
import { ROOT } from '../repository.js';
import { chromium } from '../test/chromium.js';
import { type Environment, runScript } from '../test/run-step.js';
import { readOptions, type RegressionOptions } from './options.js';
import { type CheckedItem, checklistResults } from './report/checklist-results.js';
import { htmlReport } from './report/html-report.js';
import { markdownReport } from './report/markdown-report.js';
import { resultOf, type ReportFacts, tallyOf } from './report/report-facts.js';
import { versionsOf } from './report/versions.js';

const ITEMS = 7;

/**
 * `npm run regression`: the regression checklist in a browser, and a report of what it saw.
 * @returns the exit code: 1 when an item failed or is missing
 * @throws ForPeople for options it does not understand, or if the hosts or the browser cannot be had
 */
export async function regression(args: readonly string[], progress: Progress = inSilence): Promise<number> {
  const options = readOptions(args, ownEnvironment());
  const browser = await chromium(progress);
  const results = join(ROOT, 'dist', 'test-reports', 'regression.json');
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true }); // an old one must not speak for a runner that died
  const problem = await runScript(
    join(ROOT, 'node_modules/@playwright/test/cli.js'),
    ['test', '--config', join(ROOT, 'e2e/regression.config.ts'), '--reporter=list,json'],
    {
      ...(await targetEnvironment(options, progress)),
      CHROMIUM_PATH: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: results,
      REGRESSION_THOROUGH: 'true',
    },
  );
  const items = existsSync(results) ? checklistResults(readFileSync(results, 'utf8')) : [];
  const facts = {
    against: describe(options),
    at: `${new Date().toISOString().slice(0, 19)}Z`,
    versions: await versionsOf(options.target.kind === 'stack' ? 'Engine Room' : 'the checklist', browser),
    items,
  };
  const files = writeReport(resolve(ROOT, options.report), facts);
  console.log(`\n${tallyOf(items)}\n\n${files.join('\n')}`);
  return problem === null && isComplete(items) ? 0 : 1;
}

/** What tells the tests, see `e2e/regression/target.ts`; empty values count as not given. */
async function targetEnvironment({ target }: RegressionOptions, progress: Progress): Promise<Environment> {
  const nothing = { REGRESSION_BASE_URL: '', REGRESSION_TOKEN: '' };
  if (target.kind === 'deployment') {
    const { url, token, user } = target;
    return { REGRESSION_BASE_URL: url, REGRESSION_TOKEN: token, REGRESSION_USER: user };
  }
  if (target.hosts === 'process') return { ...nothing, REGRESSION_HOSTS: 'process' };
  await checkSystemdHosts();
  const tree = await progress('Building a Debian for the hosts', () => debianTree(resolve(ROOT, target.debianTree)));
  return { ...nothing, REGRESSION_HOSTS: 'systemd', REGRESSION_DEBIAN_TREE: tree };
}

function describe({ target }: RegressionOptions): string {
  if (target.kind === 'deployment') return `the deployment at ${new URL(target.url).origin}`;
  return target.hosts === 'process'
    ? 'the embedded stack with two process hosts (no systemd; agent and worker are real processes)'
    : 'the embedded stack with two Debian hosts, each with its own systemd, process table and address';
}

function writeReport(directory: string, facts: ReportFacts): readonly string[] {
  mkdirSync(directory, { recursive: true });
  const files = { 'report.md': markdownReport(facts), 'report.html': htmlReport(facts) };
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  });
}

const isComplete = (items: readonly CheckedItem[]): boolean =>
  items.length === ITEMS && items.every((item) => resultOf(item) !== 'failed');
