import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../hosts/run-program.js';
import { ROOT } from '../../repository.js';
import type { ReportFacts } from './report-facts.js';

/**
 * Name and version of what takes part in a run; what cannot be asked is left out.
 * @param ours what this repository is in the run: the product itself, or the checklist alone
 */
export async function versionsOf(ours: string, browser: string): Promise<ReportFacts['versions']> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
  const commit = await said('git', ['rev-parse', '--short=10', 'HEAD']);
  const changes = await said('git', ['status', '--porcelain', '--untracked-files=no']);
  const parts = [
    [ours, version],
    ['commit', commit && `${commit}${changes ? ' and changes that are not committed' : ''}`],
    ['Node', process.version],
    // a wrapper script may print more
    ['browser', /Chrom\w+ [\d.]+/.exec((await said(browser, ['--version'])) ?? '')?.[0] ?? null],
  ] as const;
  return parts.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]));
}

/** What a program prints; null when it does not run or ends badly. */
async function said(program: string, args: readonly string[]): Promise<string | null> {
  const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C' };
  const ended = await runProgram(program, args, { directory: ROOT, environment }).catch(() => null);
  return ended?.code === 0 ? ended.output.trim() : null;
}
