import { expect, filterField, test, workerRow } from './fixtures.js';

test('the fleet appears, and its figures move without a reload', async ({ page, open }) => {
  await open('overview');
  await expect(page.getByText('Nothing is wrong.')).toBeVisible();
  for (const pool of ['edge-eu', 'edge-us', 'warm-1']) {
    await expect(page.getByRole('row').filter({ hasText: pool })).toContainText('healthy');
  }
  await page.getByRole('link', { name: 'Workers' }).click();
  await expect(page.getByText('12 of 12')).toBeVisible();
  await expect(workerRow(page, '101')).toContainText('running');
});

test('filters stand in the address, so that a view can be passed on', async ({ page, open }) => {
  await open('workers');
  await filterField(page).fill('probe-us');
  await expect(page.getByText('4 of 12')).toBeVisible();
  await expect(page).toHaveURL(/q=probe-us/);
  await page.reload();
  await expect(page.getByText('4 of 12')).toBeVisible();
});

test('a worker has an address of its own', async ({ page, open }) => {
  await open('workers/103');
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('probe-eu-3');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(/\/workers$/);
});

test('a path that does not exist is said not to exist', async ({ page, stack }) => {
  const response = await page.goto(`${stack.url}/verifier-engine-room/nothing-here`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/no such page|not found|nothing/i);
});
