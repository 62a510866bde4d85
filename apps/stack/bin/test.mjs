import { built, command, prepare } from './prepare.mjs';
import { withProgress } from './progress.mjs';

// the rest is built as the first step of the tests, so that what does not compile is counted and named
await command(async () => {
  await prepare(['stack']);
  process.exitCode = await (await built('test')).test(withProgress);
});
