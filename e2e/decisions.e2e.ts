import type { Page } from '@playwright/test';
import { callApi, expect, openApp, stateOf, test, workerRow } from './fixtures.js';

/** Writes down each step of a decision that the row shows, from now on: some last for less than a poll would see. */
async function recordSteps(page: Page, workerId: string): Promise<() => Promise<string[]>> {
  await page.evaluate((id) => {
    const seen: string[] = [];
    const look = () => {
      const link = [...document.querySelectorAll('tr a')].find((anchor) => anchor.textContent === id);
      const step = link?.closest('tr')?.querySelector('[data-step]')?.getAttribute('data-step');
      if (step && seen.at(-1) !== step) seen.push(step);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { seenSteps: seen });
  }, workerId);
  return () => page.evaluate(() => (window as unknown as { seenSteps: string[] }).seenSteps);
}

async function decide(page: Page, button: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: button.split(' ')[0] ?? '', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function choose(page: Page, workerId: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${workerId}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('a paused worker is seen pending, accepted and effective, and is resumed', async ({ page, open }) => {
  await open('workers');
  const row = workerRow(page, '101');
  await page.route('**/api/workers/101/pause', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600)); // long enough to be seen on its way
    await route.continue();
  });
  const steps = await recordSteps(page, '101');
  await page.getByRole('button', { name: 'Pause 101' }).click();
  await page.getByLabel('Reason').fill('bad deploy');
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(row).toContainText('effective', { timeout: 20_000 });
  await expect(row).toContainText('paused');
  await expect(row).toContainText('Paused by alice');
  await expect(row).toContainText('bad deploy');
  const seen = await steps();
  expect(seen[0]).toBe('pending');
  expect(seen.indexOf('accepted')).toBeGreaterThan(0);
  expect(seen.at(-1)).toBe('effective');

  await decide(page, 'Resume 101', 'deploy rolled back');
  await expect(row).toContainText('Resumed by alice', { timeout: 20_000 });
  await expect(row).toContainText('effective', { timeout: 20_000 });
  await expect(stateOf(row, 'running')).toBeVisible();
});

test('a decision can be undone from its message', async ({ page, open }) => {
  await open('workers');
  await decide(page, 'Pause 102', 'by mistake');
  await page.getByRole('button', { name: /^Undo/ }).click();
  const row = workerRow(page, '102');
  await expect(row).toContainText('Resumed by alice', { timeout: 20_000 });
  await expect(stateOf(row, 'running')).toBeVisible();
});

test('a second operator sees the pause without a reload', async ({ page, context, open }) => {
  const other = await context.newPage();
  await openApp(other, 'workers');
  await open('workers');
  await decide(page, 'Pause 103', 'spam trap');
  await expect(workerRow(other, '103')).toContainText('Paused by alice');
  await decide(other, 'Resume 103', 'was none');
  await expect(workerRow(page, '103')).toContainText('Resumed by alice');
});

test('a drained worker returns by itself when its time is over', async ({ page, open }) => {
  test.setTimeout(150_000);
  await open('workers');
  await choose(page, '104', 'Drain');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('kernel update');
  await dialog.getByText('Other').click();
  await dialog.getByLabel('Minutes').fill('1');
  await dialog.getByRole('button', { name: 'Drain', exact: true }).click();
  const row = workerRow(page, '104');
  await expect(row).toContainText('Drained by alice', { timeout: 20_000 });
  await expect(stateOf(row, 'draining')).toBeVisible();
  await expect(row).toContainText('nobody decided otherwise', { timeout: 80_000 });
  await expect(stateOf(row, 'running')).toBeVisible({ timeout: 20_000 });
  await row.getByRole('link', { name: '104' }).click();
  await expect(page.getByRole('dialog')).toContainText(/expire/i); // nothing expires silently
});

test('a refused decision says why, keeps what was typed and shows the request', async ({ page, open, stack }) => {
  await open('workers');
  await page.getByRole('button', { name: 'Pause 106' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('typed with care');
  // Somebody else decides in the very moment in which we do.
  await page.route('**/api/workers/106/pause', async (route) => {
    await route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: '/problems/intent_changed',
        title: 'intent_changed',
        status: 409,
        detail: 'Somebody else has just changed worker 106.',
        error: 'Somebody else has just changed worker 106.',
        request_id: 'request-for-the-log',
      }),
    });
  });
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Somebody else has just changed worker 106.');
  await expect(dialog.getByRole('alert')).toContainText('request-for-the-log');
  await expect(dialog.getByLabel('Reason')).toHaveValue('typed with care');
  await page.unroute('**/api/workers/106/pause');
  await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(dialog).toBeHidden();
  await callApi(stack, '/api/workers/106/resume', { reason: 'end of test' });
});

test('several workers are paused together, with a word about the pool they would leave empty', async ({
  page,
  open,
  stack,
}) => {
  await open('workers?pool=warm-1');
  for (const id of ['109', '110', '111', '112']) await page.getByRole('checkbox', { name: `Select ${id}` }).check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Pause' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('4 workers');
  await expect(dialog).toContainText('Nobody would be left working in warm-1');
  await dialog.getByRole('button', { name: 'Pause 4 workers' }).click();
  for (const id of ['109', '110', '111', '112']) await expect(workerRow(page, id)).toContainText('Paused by alice');
  for (const id of ['109', '110', '111', '112']) await callApi(stack, `/api/workers/${id}/resume`, {});
});

test('a decision asked for from the drawer lies above it, and Escape closes only the question', async ({
  page,
  open,
}) => {
  await open('workers/106');
  const drawer = page.getByRole('dialog').filter({ hasText: 'probe-us-2' });
  await drawer.getByRole('button', { name: 'Pause', exact: true }).click();
  const question = page.getByRole('dialog').filter({ hasText: 'For how long' });
  await question.getByRole('button', { name: 'Pause', exact: true }).click({ trial: true }); // nothing covers it
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(drawer).toBeVisible();
});
