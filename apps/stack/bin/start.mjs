import { built, command, prepare } from './prepare.mjs';
import { withProgress } from './progress.mjs';

await command(async () => {
  await prepare();
  await (await built('start')).start(withProgress);
});
