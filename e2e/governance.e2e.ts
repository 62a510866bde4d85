import type { PolicyPoll } from '@app/contracts';
import type { Page } from '@playwright/test';
import { callApi } from './fixtures.js';
import { expect, read, STABLE, test, untilEverybodyRuns } from './governance-stack.js';

const GOOD = 'v4.3.0';
const BAD = 'v4.4.0-bad';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** What workers without a pool are told about a provider. */
async function toldMode(stack: Parameters<typeof read>[0], provider: string): Promise<string | undefined> {
  const { modes } = await read<PolicyPoll>(stack, '/api/providers/policies');
  return modes.find((told) => told.provider === provider)?.mode;
}

test('a provider mode is set for a while, told to workers, and taken back; another ends by itself', async ({
  page,
  open,
  stack,
}) => {
  test.setTimeout(150_000);
  const ends = { mode: 'cautious', reason: 'for a minute', expires_in_seconds: 60 };
  await callApi(stack, '/api/providers/microsoft/mode', ends);
  await open('settings/providers');
  await expect(region(page, 'microsoft')).toContainText('ends');

  const yahoo = region(page, 'yahoo');
  await yahoo.getByRole('button', { name: /^Set mode/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'drain' }).check();
  await expect(dialog).toContainText('Nobody probes yahoo while this counts');
  await dialog.getByText('1 h', { exact: true }).click();
  await dialog.getByLabel('Reason').fill('blocks us everywhere');
  await dialog.getByRole('button', { name: 'Set drain' }).click();
  await expect(dialog).toBeHidden();
  await expect(yahoo).toContainText('set by hand');
  await expect(yahoo).toContainText('blocks us everywhere');
  await expect(yahoo).toContainText('alice');
  expect(await toldMode(stack, 'yahoo')).toBe('drain');

  await yahoo.getByRole('button', { name: /^Back to automatic/ }).click();
  await dialog.getByRole('button', { name: 'Back to automatic' }).click();
  await expect(dialog).toBeHidden();
  await expect(yahoo).toContainText('nobody decided');
  expect(await toldMode(stack, 'yahoo')).toBe('normal');

  await expect(region(page, 'microsoft')).toContainText('nobody decided', { timeout: 90_000 });
  expect(await toldMode(stack, 'microsoft')).toBe('normal');
});

test('a version is checked as Laravel checks it and as a worker reads it', async ({ page, open }) => {
  await open('settings/policies');
  const dialog = page.getByRole('dialog');
  const validate = async (version: string) => {
    await page.getByRole('button', { name: 'Validate a version' }).click();
    await dialog.getByLabel('Version').fill(version);
    await dialog.getByRole('button', { name: 'Validate', exact: true }).click();
  };
  await validate(GOOD);
  await expect(dialog.getByRole('status')).toContainText(`${GOOD} is valid`);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  await validate('v4.3.1-unreadable');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog).toContainText(/unreadable value/);
  await expect(dialog).toContainText('retry_after_seconds');
  await page.keyboard.press('Escape');

  await validate('v4.0.9-broken'); // Laravel hands out valid ones alone
  await expect(dialog.getByRole('alert')).toContainText('v4.0.9-broken');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: GOOD }).first()).toContainText('valid');
});

test('two versions are compared: in an editor, and as a table', async ({ page, open }) => {
  await open(`settings/policies/${GOOD}?against=${STABLE}`);
  const compare = region(page, 'Compare');
  await expect(compare).toContainText(/\d+ differences from v4\.2\.0 to v4\.3\.0/);
  await expect(compare.locator('.cm-mergeView')).toBeVisible();
  await compare.getByText(/The same as a table/).click();
  await expect(compare.getByRole('table')).toContainText('g-code-511');
  const payload = region(page, 'Payload');
  await expect(payload).toContainText('"version": "v4.3.0"');
  await payload.getByText('As a worker keeps it').click();
  await expect(page).toHaveURL(/as=kept/);
});

test('a shadow run says what a bad candidate would have decided, down to single decisions', async ({ page, open }) => {
  test.setTimeout(120_000);
  await open(`settings/shadow?candidate=${BAD}`);
  await page.getByRole('button', { name: 'Start the run' }).click();
  const run = page.getByRole('row').filter({ hasText: BAD }).filter({ hasText: 'too risky' });
  await expect(run.first()).toBeVisible({ timeout: 90_000 });
  await run.first().getByRole('link', { name: BAD }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Shadow run of ${BAD}`);
  await expect(region(page, 'Result')).toContainText(/of [\d,.  ]+ replayed decisions/);
  const matrix = region(page, 'Decisions at generic');
  await matrix.getByRole('button', { name: /from undeliverable to unknown/ }).click();
  await matrix
    .getByRole('link', { name: /^decision \d+/ })
    .first()
    .click();
  await expect(page).toHaveURL(/view=decisions&trace_id=\d+/);
  await expect(page.getByRole('dialog')).toContainText('decided the probe');
});

test('a canary shows who is in it, and is taken back in one step', async ({ page, open, stack, workers }) => {
  test.setTimeout(120_000);
  await callApi(stack, '/api/policies/validate', { version: GOOD });
  await open(`settings/policies/${GOOD}`);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Promote', exact: true }).click();
  await dialog.getByText('25 %', { exact: true }).click();
  await dialog.getByLabel('Reason').fill('a quarter first');
  await dialog.getByRole('button', { name: 'Roll out to 25 %' }).click();
  await expect(dialog).toBeHidden();

  await open('settings/rollout?side=cohort');
  await expect(region(page, 'Now')).toContainText(`${GOOD} is rolled out to 25 %`);
  const members = region(page, 'Workers').getByRole('row');
  await expect(members.filter({ hasText: 'cohort' }).first()).toContainText('as told', { timeout: 30_000 });
  await expect(members.filter({ hasText: 'rest' })).toHaveCount(0);
  await expect(region(page, 'Canary autopilot')).toContainText('off');
  await expect(page.getByRole('region', { name: 'All providers' })).toBeVisible({ timeout: 30_000 });

  await open('overview');
  await expect(region(page, 'SMTP policy')).toContainText(`${GOOD} is tried by 25 %; the rest run ${STABLE}`);
  await region(page, 'SMTP policy').getByRole('link', { name: 'Rollout' }).click();
  await page.getByRole('button', { name: 'Roll back', exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByLabel('Reason').fill('second thoughts');
  await dialog.getByRole('button', { name: `Roll back to ${STABLE}` }).click();
  await expect(region(page, 'Now')).toContainText(`Everybody runs ${STABLE}`);
  await untilEverybodyRuns(stack, STABLE, workers);

  await open('settings/history?action=rollback');
  const entries = page.getByRole('row').filter({ hasText: 'second thoughts' });
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('alice');
  await expect(page.getByRole('row').filter({ hasText: 'a quarter first' })).toHaveCount(0);
});
