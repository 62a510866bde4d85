import path from 'node:path';
import type { ShadowRun } from '@app/contracts';
import type { Browser } from '@playwright/test';
import { startStack, type Stack } from '../apps/stack/bin/stack.mjs';
import { callApi, openApp, test, withDirectory } from './fixtures.js';
import { read } from './governance-stack.js';

const IMAGES = path.resolve(import.meta.dirname, '../docs/images');
/** What is taken, by the name of the picture; the words with a colon: `placesOf`. */
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
  decisions: 'workers?view=decisions',
  decision: 'workers?view=decisions&trace_policy_version=v4.2.0&trace_id=:trace&trace_replay=v4.4.0-bad',
  'unknown-replies': 'workers?view=clusters',
  'provider-modes': 'settings/providers',
  policies: 'settings/policies',
  'policy-version': 'settings/policies/v4.3.0?against=v4.2.0',
  rollout: 'settings/rollout',
  'shadow-runs': 'settings/shadow',
  'shadow-run': 'settings/shadow/:run',
  'rollout-history': 'settings/history',
};
const STABLE = 'v4.2.0';
const CANARY = 'v4.3.0';
const BAD = 'v4.4.0-bad';
const HOST = 'demo-host-1';
const WIDE = { width: 1_440, height: 900 };
const NARROW = { width: 380, height: 780 };
/** Until the charts have something to show. */
const SETTLE_MS = 75_000;
/** Until the workers have confirmed what they were told: two beats. */
const OBEYED_MS = 8_000;
/** Until the canary can be told from the rest. */
const CANARY_MS = 60_000;

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
      environment: {
        HEARTBEAT_TTL_SECONDS: '12',
        ALERT_HEARTBEAT_GRACE_SECONDS: '15',
        PROVIDER_POLICY_ENGINE_ENABLED: 'true',
        POLICY_CANARY_AUTOPILOT_ENABLED: 'true',
      },
    });
    try {
      await makeScene(stack);
      const places = await placesOf(stack);
      for (const colorScheme of ['light', 'dark'] as const) {
        await picture(browser, stack, places, { colorScheme, viewport: WIDE, suffix: colorScheme });
        await picture(browser, stack, places, { colorScheme, viewport: NARROW, suffix: `${colorScheme}-narrow` });
      }
    } finally {
      await stack.stop();
    }
  });
});

/** A fleet in which something is to be seen: a pause, a quarantine, a pool that lacks a worker, a canary. */
async function makeScene(stack: Stack): Promise<void> {
  const decide = (route: string, body: object) => callApi(stack, `/api/${route}`, body, 'maria');
  for (const version of [STABLE, CANARY, BAD]) await decide('policies/validate', { version });
  await decide('policies/promote', { version: STABLE, canary_percent: 100, notes: 'first policy' });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  for (const version of [BAD, CANARY]) await decide('policies/shadow/evaluate', { candidate_version: version });
  await decide('policies/promote', { version: CANARY, canary_percent: 25, notes: 'a quarter first' });
  const mode = { mode: 'normal', reason: 'agreed with their postmaster', expires_in_seconds: 7_200 };
  await decide('providers/yahoo/mode', mode); // a stricter one would freeze the autopilot
  const scale = (pool: string, desired: number) =>
    callApi(stack, `/api/pools/${pool}/scale`, { desired, reason: 'autumn campaign' }, 'maria');
  await Promise.all([scale('edge-eu', 4), scale('edge-us', 4), scale('warm-1', 5)]);
  await callApi(stack, '/api/workers/103/pause', { reason: 'kernel update', expires_in_seconds: 3_600 }, 'maria');
  await callApi(stack, '/api/workers/107/quarantine', { reason: 'address on a block list' }, 'jonas');
  await new Promise((resolve) => setTimeout(resolve, CANARY_MS + OBEYED_MS));
}

/** What the words in PAGES stand for, known once the scene is made. */
async function placesOf(stack: Stack): Promise<Readonly<Record<string, string>>> {
  const first = async <Item>(route: string): Promise<Item> => {
    const [found] = await read<readonly Item[]>(stack, route);
    if (found === undefined) throw new Error(`${route} has nothing`);
    return found;
  };
  const server = await first<{ readonly id: number }>(`/api/servers?q=${HOST}`);
  const runs = await read<readonly ShadowRun[]>(stack, '/api/policies/shadow/runs');
  const trace = await first<{ readonly id: number }>(`/api/decisions/trace?policy_version=${STABLE}&limit=1`);
  const run = runs.find(({ candidate_version: version }) => version === BAD);
  return { ':id': String(server.id), ':run': run?.run_uuid ?? '', ':trace': String(trace.id) };
}

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  readonly suffix: string;
}

async function picture(
  browser: Browser,
  stack: Stack,
  places: Readonly<Record<string, string>>,
  { suffix, ...look }: Look,
): Promise<void> {
  const httpCredentials = { username: 'maria', password: stack.token };
  const context = await browser.newContext({ ...look, baseURL: stack.url, httpCredentials });
  const page = await context.newPage();
  for (const [name, route] of Object.entries(PAGES)) {
    await openApp(
      page,
      route.replace(/:\w+/g, (word) => places[word] ?? word),
    );
    await page.waitForTimeout(name === 'workers' ? 12_000 : 1_500); // sparklines are drawn from what this page has seen
    await page.screenshot({ path: path.join(IMAGES, `${name}-${suffix}.png`) });
  }
  await context.close();
}
