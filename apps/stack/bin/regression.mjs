import { built, command, prepare } from './prepare.mjs';
import { withProgress } from './progress.mjs';

await command(async () => {
  await prepare();
  process.exitCode = await (await built('regression/regression')).regression(process.argv.slice(2), withProgress);
});
