import { connectionState, expect, test, workerRow } from './fixtures.js';

test('the app says that Redis is away, refuses decisions in words, and recovers', async ({ page, open, stack }) => {
  test.setTimeout(90_000);
  const { redis } = stack;
  if (redis === null) throw new Error('the stack has no Redis of its own');
  await open('workers');
  await redis.stop();
  const band = page.getByRole('status').filter({ hasText: 'Redis is away' });
  await expect(band).toBeVisible();
  await expect(connectionState(page, 'live')).toBeVisible(); // beats and pages go on

  await page.getByRole('button', { name: 'Pause 101' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('during the outage');
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Redis is away. Nothing was changed');
  await expect(dialog.getByLabel('Reason')).toHaveValue('during the outage');

  await redis.restart();
  await expect(band).toBeHidden();
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(dialog).toBeHidden();
  const row = workerRow(page, '101');
  await expect(row).toContainText('during the outage');
  await page.getByRole('button', { name: 'Resume 101' }).click();
  await dialog.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(row).toContainText('Resumed by alice');
});

test('the app says that it has lost the control plane, shows how old its data is, and comes back', async ({
  page,
  open,
  stack,
}) => {
  test.setTimeout(90_000);
  await open('workers');
  await expect(page.getByText('12 of 12')).toBeVisible();
  await stack.controlPlane.kill();
  await expect(connectionState(page, 'reconnecting')).toBeVisible();
  await expect(page.getByText(/data from \d+ s ago/)).toBeVisible();
  await expect(workerRow(page, '101')).toBeVisible(); // the last data stay on the screen
  await stack.controlPlane.restart();
  await stack.untilReady();
  await expect(connectionState(page, 'live')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('12 of 12')).toBeVisible();
});

test('paused updates stay as they are, and catch up', async ({ page, open }) => {
  await open('workers');
  await page.getByRole('button', { name: 'Pause updates' }).click();
  await expect(connectionState(page, 'paused')).toBeVisible();
  await page.getByRole('button', { name: 'Resume updates' }).click();
  await expect(connectionState(page, 'live')).toBeVisible();
});
