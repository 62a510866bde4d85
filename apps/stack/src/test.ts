import { inSilence, type Progress } from './progress.js';
import { STEPS, type Step } from './test/steps.js';
import { oneCheck, total, type Tally } from './test/tally.js';

/**
 * `npm test`: runs every step, whatever becomes of the others; its last line is `N passed, N failed`.
 * @returns the exit code: 1 when anything failed
 */
export async function test(progress: Progress = inSilence): Promise<number> {
  const results: { readonly name: string; readonly tally: Tally; readonly seconds: number }[] = [];
  for (const step of STEPS) {
    console.log(`\n━━ ${step.name} ━━`);
    const startedAt = performance.now();
    const tally = await outcomeOf(step, progress);
    const seconds = (performance.now() - startedAt) / 1_000;
    console.log(`━━ ${step.name}: ${inWords(tally)} in ${seconds.toFixed(1)} s`);
    results.push({ name: step.name, tally, seconds });
  }
  const { passed, failed } = total(results.map(({ tally }) => tally));
  console.log('\n━━ summary ━━');
  for (const { name, tally, seconds } of results) {
    console.log(`${name.padEnd(20)} ${inWords(tally).padEnd(40)} ${seconds.toFixed(1).padStart(7)} s`);
  }
  if (failed > 0) console.log('\nFailed:');
  for (const { name, tally } of results) {
    for (const failure of tally.failures) console.log(`  ${name}: ${failure}`);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function outcomeOf(step: Step, progress: Progress): Promise<Tally> {
  try {
    return await step.run(progress);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    console.error(problem);
    return oneCheck(problem.split('\n')[0] ?? problem);
  }
}

function inWords({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
