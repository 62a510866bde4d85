import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, test } from './fixtures.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PAGES = [
  'overview',
  'workers',
  'workers/101',
  'alerts',
  'provisioning',
  'servers',
  'pools',
  'settings',
  'nothing-here',
];

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

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    for (const route of PAGES) {
      test(`${route} has no violation`, async ({ page, open }) => {
        await open(route);
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

    test('the pages have none on a narrow screen', async ({ page, open }) => {
      await page.setViewportSize({ width: 380, height: 780 });
      for (const route of ['overview', 'workers', 'pools']) {
        await open(route);
        expect(await violations(page)).toEqual([]);
      }
    });
  });
}
