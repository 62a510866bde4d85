import { built, command, prepare } from './prepare.mjs';

await command(async () => {
  await prepare(['stack', 'control-plane']);
  await (await built('bench')).bench(process.argv.slice(2));
});
