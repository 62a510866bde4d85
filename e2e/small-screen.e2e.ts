import { expect, filterField, test, workerRow } from './fixtures.js';

test.use({ viewport: { width: 380, height: 780 } });

test('a worker is paused and resumed on a telephone', async ({ page, open }) => {
  await open('overview');
  await page.getByRole('button', { name: 'Pages' }).click();
  await page.getByRole('link', { name: 'Workers' }).click();
  await filterField(page).fill('108');
  await page.getByRole('button', { name: 'Pause 108' }).click();
  await page.getByLabel('Reason').fill('from the train');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click();
  const row = workerRow(page, '108');
  await expect(row).toContainText('from the train');
  await page.getByRole('button', { name: 'Resume 108' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(row).toContainText('Resumed by alice');
});

for (const route of ['overview', 'workers', 'workers/101', 'alerts', 'provisioning', 'servers', 'pools', 'settings']) {
  test(`${route} does not scroll sideways`, async ({ page, open }) => {
    await open(route);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
