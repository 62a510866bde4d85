// Takes the pictures of the documentation from a running stack.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, ROOT } from './prepare.mjs';

await prepare();
const { chromium } = await import('../../../dist/apps/stack/src/test/chromium.js');
const CHROMIUM_PATH = await chromium((_, work) => work());
const playwright = join(ROOT, 'node_modules/@playwright/test/cli.js');
const { status } = spawnSync(
  process.execPath,
  [playwright, 'test', '--config', join(ROOT, 'e2e/screenshots.config.ts')],
  {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH },
  },
);
process.exitCode = status ?? 1;
