import { expect, test } from './governance-stack.js';

test('decisions are narrowed by filters that stand in the address, forward and back', async ({ page, open }) => {
  await open('workers?view=decisions');
  const rows = page.getByRole('row').filter({ has: page.getByRole('link', { name: /trace \d+/ }) });
  await expect(rows).toHaveCount(20);
  await page.getByLabel('Provider').selectOption('yahoo');
  await expect(page).toHaveURL(/trace_provider=yahoo/);
  await expect(rows.filter({ hasText: 'gmail' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Older' }).click();
  await expect(page).toHaveURL(/trace_before_id=\d+/);
  await page.goBack();
  await expect(page).not.toHaveURL(/trace_before_id/);
  await page.reload();
  await expect(page.getByLabel('Provider')).toHaveValue('yahoo');
  await expect(rows).toHaveCount(20);
});

test('a decision is explained, and replayed with a candidate', async ({ page, open }) => {
  await open('workers?view=decisions&trace_policy_version=v4.2.0&trace_provider=generic');
  await page
    .getByRole('link', { name: /trace \d+/ })
    .first()
    .click();
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('decided the probe');
  await expect(panel.getByRole('list', { name: /Rules that count for attempt/ }).first()).toContainText('matched');
  await panel.getByLabel('Policy version').selectOption('v4.2.0');
  await expect(page).toHaveURL(/trace_replay=v4\.2\.0/);
  await expect(panel).toContainText(/the same under v4\.2\.0/);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('unknown replies are grouped, and a rule is drafted from a group', async ({ page, open }) => {
  await open('workers?view=clusters');
  await page.getByText('gmail', { exact: true }).first().click();
  await expect(page).toHaveURL(/provider=gmail/);
  await page.getByRole('row').filter({ hasText: 'gmail' }).getByRole('link').first().click();
  const panel = page.getByRole('dialog');
  await panel.getByRole('button', { name: 'Draft a rule' }).click();
  await expect(panel).toContainText(/Tried in v4\.2\.0 on [\d,.  ]+ recorded traces/, { timeout: 30_000 });
  await expect(panel.getByRole('region', { name: /of profile gmail/ })).toContainText('"rule_id"');
  await panel
    .getByRole('link', { name: /^Trace \d+/ })
    .first()
    .click();
  await expect(page).toHaveURL(/trace_id=\d+/);
});
