import path from 'node:path';
import type { Browser } from '@playwright/test';
import { callApi, openApp, startStack, test, withDirectory } from './fixtures.js';
import type { Stack } from '../apps/stack/bin/stack.mjs';

const IMAGES = path.resolve(import.meta.dirname, '../docs/images');
const PAGES = ['overview', 'workers', 'workers/103', 'alerts', 'provisioning', 'servers', 'pools', 'settings'];
const WIDE = { width: 1_440, height: 900 };
const NARROW = { width: 380, height: 780 };
/** Until the charts have something to show. */
const SETTLE_MS = 75_000;
/** Until the workers have confirmed what they were told: two beats. */
const OBEYED_MS = 8_000;

test('every page, in light and dark, wide and narrow', async ({ browser }) => {
  await withDirectory(async (directory) => {
    const stack = await startStack(directory, 'demo');
    try {
      await makeScene(stack);
      for (const colorScheme of ['light', 'dark'] as const) {
        await picture(browser, stack, { colorScheme, viewport: WIDE, suffix: colorScheme });
        await picture(browser, stack, { colorScheme, viewport: NARROW, suffix: `${colorScheme}-narrow` });
      }
    } finally {
      await stack.stop();
    }
  });
});

/** A fleet in which something is to be seen: a pause, a quarantine, a pool that lacks a worker. */
async function makeScene(stack: Stack): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const scale = (pool: string, desired: number) =>
    callApi(stack, `/api/pools/${pool}/scale`, { desired, reason: 'autumn campaign' }, 'maria');
  await Promise.all([scale('edge-eu', 4), scale('edge-us', 4), scale('warm-1', 5)]);
  await callApi(stack, '/api/workers/103/pause', { reason: 'kernel update', expires_in_seconds: 3_600 }, 'maria');
  await callApi(stack, '/api/workers/107/quarantine', { reason: 'address on a block list' }, 'jonas');
  await new Promise((resolve) => setTimeout(resolve, OBEYED_MS));
}

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly suffix: string;
}

async function picture(browser: Browser, stack: Stack, { suffix, ...look }: Look): Promise<void> {
  const httpCredentials = { username: 'maria', password: stack.token };
  const context = await browser.newContext({ ...look, baseURL: stack.url, httpCredentials });
  const page = await context.newPage();
  for (const route of PAGES) {
    await openApp(page, route);
    await page.waitForTimeout(route === 'workers' ? 12_000 : 1_500); // sparklines are drawn from what this page has seen
    await page.screenshot({ path: path.join(IMAGES, `${route.replace('/', '-')}-${suffix}.png`) });
  }
  await context.close();
}
