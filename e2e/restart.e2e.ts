import { callApi, expect, openApp, startStack, stateOf, test, withDirectory, workerRow } from './fixtures.js';

test('a quarantine survives a restart of the whole stack', async ({ browser }) => {
  test.setTimeout(90_000);
  await withDirectory(async (directory) => {
    const before = await startStack(directory);
    try {
      const quarantine = async () => callApi(before, '/api/workers/105/quarantine', { reason: 'leaks addresses' });
      await expect(quarantine).toPass({ timeout: 30_000 }); // less than the test's own, which would leave the stack running
    } finally {
      await before.stop();
    }

    const after = await startStack(directory);
    try {
      const httpCredentials = { username: 'bob', password: after.token };
      const context = await browser.newContext({ baseURL: after.url, httpCredentials });
      const page = await context.newPage();
      await openApp(page, 'workers');
      const row = workerRow(page, '105');
      await expect(row).toContainText('quarantined');
      await expect(row).toContainText('leaks addresses');
      await expect(stateOf(row, 'draining')).toBeVisible();
      await context.close();
    } finally {
      await after.stop();
    }
  });
});
