import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { ShadowRun } from '@app/contracts';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { startStack, type Stack } from '../apps/stack/bin/stack.mjs';
import { callApi, expect, test as base, withDirectory } from './fixtures.js';
import { read } from './governance-stack.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Stands for the id of the server that the scene has. */
const ANY = ':id';
/** Stands for the shadow run that the scene has. */
const RUN = ':run';
const PAGES = [
  'overview',
  'workers',
  'workers/101',
  'alerts',
  'provisioning',
  'provisioning?mode=existing',
  `provisioning?step=bundle&server_id=${ANY}`,
  `provisioning?step=install&server_id=${ANY}`,
  `provisioning?step=verify&server_id=${ANY}`,
  'servers',
  `servers/${ANY}`,
  `servers/${ANY}/edit`,
  'servers/999999',
  'pools',
  'pools?mode=create',
  'pools?edit_pool_id=1',
  'workers?view=decisions',
  'workers?view=decisions&trace_id=1000&trace_replay=v4.3.0',
  'workers?view=clusters',
  'settings',
  'settings/providers',
  'settings/policies',
  'settings/policies/v4.3.0?against=v4.2.0',
  'settings/rollout',
  'settings/shadow',
  `settings/shadow/${RUN}`,
  'settings/history',
  'nothing-here',
];

interface OfEachProcess {
  readonly stack: Stack;
  readonly serverId: number;
  readonly runUuid: string;
}

/** A stack that has something to show: a server with a bundle, a canary under way, a mode set by hand, a shadow run. */
const test = base.extend<object, OfEachProcess>({
  stack: [
    async ({}, use) => {
      await withDirectory(async (dataDirectory) => {
        const stack = await startStack({
          dataDirectory,
          port: 0,
          workers: 12,
          scenario: 'calm',
          heartbeatSeconds: 3,
          laravel: 'sandbox',
          hosts: 0,
          environment: { PROVIDER_POLICY_ENGINE_ENABLED: 'true' },
        });
        try {
          await use(stack);
        } finally {
          await stack.stop();
        }
      });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  serverId: [
    async ({ stack }, use) => {
      await callApi(stack, '/api/servers', { name: 'probe-new', ip_address: '127.0.0.99' });
      const answer = await fetch(`${stack.url}/api/servers?q=probe-new`, {
        headers: { Authorization: `Bearer ${stack.token}` },
      });
      const { data } = (await answer.json()) as { data: readonly [{ readonly id: number }] };
      const [{ id }] = data;
      await callApi(stack, `/api/servers/${id}/provisioning-bundles`, {});
      await use(id);
    },
    { scope: 'worker' },
  ],
  runUuid: [
    async ({ stack }, use) => {
      await use(await makeCanary(stack));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Everybody runs one version, a quarter the next one; what that would do was tried before. @returns the run's id */
async function makeCanary(stack: Stack): Promise<string> {
  const decide = (route: string, body: object) => callApi(stack, `/api/${route}`, body);
  await decide('policies/validate', { version: 'v4.2.0' });
  await decide('policies/promote', { version: 'v4.2.0', canary_percent: 100 });
  await decide('policies/validate', { version: 'v4.3.0' });
  await decide('policies/shadow/evaluate', { candidate_version: 'v4.3.0' });
  await decide('policies/promote', { version: 'v4.3.0', canary_percent: 25, notes: 'a quarter first' });
  await decide('providers/yahoo/mode', { mode: 'cautious', reason: 'complains', expires_in_seconds: 3_600 });
  const [{ run_uuid: runUuid }] = await read<readonly [ShadowRun]>(stack, '/api/policies/shadow/runs?limit=1');
  return runUuid;
}

/** What axe finds on the page as it stands, one line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE); // evaluated by the browser's debugger, which the page's own policy does not bind
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } };
    const results = await axe.run(document, { runOnly: tags });
    return results.violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} ${node.target.join(' ')}`),
    );
  }, TAGS);
}

/** What is read from the registry has come. */
const settled = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: /^(Reading|Loading|Comparing)/ })).toHaveCount(0);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    for (const route of PAGES) {
      test(`${route} has no violation`, async ({ page, open, serverId, runUuid }) => {
        await open(route.replace(ANY, String(serverId)).replace(RUN, runUuid));
        await settled(page);
        expect(await violations(page)).toEqual([]);
      });
    }

    test('the dialogs have no violation', async ({ page, open }) => {
      await open('workers');
      await page.getByRole('button', { name: 'Pause 101' }).click();
      await expect(page.getByLabel('Reason')).toBeFocused();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await open('pools');
      await page.getByRole('button', { name: 'Scale edge-eu' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the menu of a pool has no violation', async ({ page, open }) => {
      await open('pools');
      await page.getByRole('button', { name: 'Actions for default' }).click();
      await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('what governance asks has no violation', async ({ page, open, runUuid }) => {
      await open(`settings/shadow/${runUuid}`); // so that there is one
      await open('settings/providers');
      await page
        .getByRole('region', { name: 'gmail' })
        .getByRole('button', { name: /^Set mode/ })
        .click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await open('settings/policies?validate=v4.3.0');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await open('settings/policies?promote=v4.3.0');
      await expect(page.getByRole('dialog').getByLabel('Reason')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await open('settings/rollout');
      await page.getByRole('button', { name: 'Roll back', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });

    test('the pages have none on a narrow screen', async ({ page, open, serverId, runUuid }) => {
      await page.setViewportSize({ width: 380, height: 780 });
      const settings = ['providers', 'policies', 'rollout', `shadow/${runUuid}`].map((name) => `settings/${name}`);
      const ops = ['overview', 'workers', 'workers?view=decisions', 'workers?view=clusters'];
      for (const route of [...ops, 'pools', 'servers', `servers/${serverId}`, 'provisioning', ...settings]) {
        await open(route);
        await settled(page);
        expect(await violations(page)).toEqual([]);
      }
    });
  });
}
