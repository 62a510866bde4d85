import path from 'node:path';
import type { Browser } from '@playwright/test';
import { startStack, type Stack } from '../apps/stack/bin/stack.mjs';
import { callApi, openApp, test, withDirectory } from './fixtures.js';

const IMAGES = path.resolve(import.meta.dirname, '../docs/images');
/** What is taken, by the name of the picture; `:id` is a host that was provisioned. */
const PAGES: Readonly<Record<string, string>> = {
  overview: 'overview',
  workers: 'workers',
  'workers-103': 'workers/103',
  alerts: 'alerts',
  provisioning: 'provisioning',
  'provisioning-install': 'provisioning?step=install&server_id=:id',
  'provisioning-verify': 'provisioning?step=verify&server_id=:id',
  servers: 'servers',
  server: 'servers/:id',
  'server-edit': 'servers/:id/edit',
  pools: 'pools',
  'pool-edit': 'pools?edit_pool_id=1',
  settings: 'settings',
};
const HOST = 'demo-host-1';
const WIDE = { width: 1_440, height: 900 };
const NARROW = { width: 380, height: 780 };
/** Until the charts have something to show. */
const SETTLE_MS = 75_000;
/** Until the workers have confirmed what they were told: two beats. */
const OBEYED_MS = 8_000;

test('every page, in light and dark, wide and narrow', async ({ browser }) => {
  await withDirectory(async (directory) => {
    const stack = await startStack({
      dataDirectory: directory,
      port: 0,
      workers: 12,
      scenario: 'demo',
      heartbeatSeconds: 3,
      laravel: 'sandbox',
      hosts: 2,
      environment: { HEARTBEAT_TTL_SECONDS: '12', ALERT_HEARTBEAT_GRACE_SECONDS: '15' },
    });
    try {
      await makeScene(stack);
      const serverId = await idOf(stack, HOST);
      for (const colorScheme of ['light', 'dark'] as const) {
        await picture(browser, stack, serverId, { colorScheme, viewport: WIDE, suffix: colorScheme });
        await picture(browser, stack, serverId, { colorScheme, viewport: NARROW, suffix: `${colorScheme}-narrow` });
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

/** The id that the registry gave to a server. */
async function idOf(stack: Stack, name: string): Promise<number> {
  const answer = await fetch(`${stack.url}/api/servers?q=${name}`, {
    headers: { Authorization: `Bearer ${stack.token}` },
  });
  const { data } = (await answer.json()) as { data: readonly { readonly id: number }[] };
  const [found] = data;
  if (!found) throw new Error(`no server ${name} is registered`);
  return found.id;
}

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly suffix: string;
}

async function picture(browser: Browser, stack: Stack, serverId: number, { suffix, ...look }: Look): Promise<void> {
  const httpCredentials = { username: 'maria', password: stack.token };
  const context = await browser.newContext({ ...look, baseURL: stack.url, httpCredentials });
  const page = await context.newPage();
  for (const [name, route] of Object.entries(PAGES)) {
    await openApp(page, route.replace(':id', String(serverId)));
    await page.waitForTimeout(name === 'workers' ? 12_000 : 1_500); // sparklines are drawn from what this page has seen
    await page.screenshot({ path: path.join(IMAGES, `${name}-${suffix}.png`) });
  }
  await context.close();
}
