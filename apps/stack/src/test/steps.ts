import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '../progress.js';
import { redisServer } from '../redis-source.js';
import { ROOT } from '../repository.js';
import { chromium } from './chromium.js';
import { tallyOfJest } from './jest-report.js';
import { tallyOfPlaywright } from './playwright-report.js';
import { runNpmScript, runReporting, runScript } from './run-step.js';
import { oneCheck, type Tally } from './tally.js';

export interface Step {
  readonly name: string;
  run(progress: Progress): Promise<Tally>;
}

/** Everything that `npm test` does after its set-up, in order. */
export const STEPS: readonly Step[] = [
  { name: 'build', run: async () => oneCheck(await runScript(join(ROOT, 'apps/stack/bin/build.mjs'), [])) },
  { name: 'lint', run: async () => oneCheck(await runNpmScript('lint')) },
  { name: 'type check', run: async () => oneCheck(await runNpmScript('typecheck')) },
  {
    name: 'api description',
    run: async () => oneCheck(await runScript(join(ROOT, 'apps/stack/bin/openapi.mjs'), ['--check'])),
  },
  { name: 'unit', run: () => jest('unit', availableParallelism()) },
  { name: 'integration', run: integration },
  { name: 'browser components', run: () => jest('browser', availableParallelism()) },
  { name: 'browser', run: playwright },
];

function jest(project: string, workers: number): Promise<Tally> {
  const report = reportFile(project);
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const [script, ...args] = [
    ...flags,
    join(ROOT, 'node_modules/jest/bin/jest.js'),
    ...['--config', join(ROOT, '.config/jest.config.mjs'), '--ci', `--maxWorkers=${workers}`],
    ...['--json', `--outputFile=${report}`, '--selectProjects', project],
  ];
  return runReporting(
    report,
    () => runScript(script ?? '', args),
    (text) => tallyOfJest(text, ROOT),
  );
}

/** One file after the other: they measure times. Each starts a Redis of its own, so one has to be installed. */
async function integration(progress: Progress): Promise<Tally> {
  await redisServer((line) => console.log(line), progress);
  return jest('integration', 1);
}

async function playwright(progress: Progress): Promise<Tally> {
  const config = join(ROOT, 'e2e/playwright.config.ts');
  if (!existsSync(config)) return oneCheck('there is no e2e/playwright.config.ts');
  const report = reportFile('playwright');
  const environment = {
    CHROMIUM_PATH: await chromium(progress),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  };
  const script = join(ROOT, 'node_modules/@playwright/test/cli.js');
  const args = ['test', '--config', config, '--reporter=list,json'];
  return runReporting(report, () => runScript(script, args, environment), tallyOfPlaywright);
}

function reportFile(name: string): string {
  return join(ROOT, 'dist', 'test-reports', `${name}.json`);
}
