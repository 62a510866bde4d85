import { expect, filterField, test, workerRow } from './fixtures.js';

test('a worker is found, paused and resumed with the keyboard alone', async ({ page, open }) => {
  await open('workers');
  await page.keyboard.press('/');
  await expect(filterField(page)).toBeFocused();
  await page.keyboard.type('107');
  await expect(page.getByText('1 of 12')).toBeVisible();
  const pause = page.getByRole('button', { name: 'Pause 107' });
  for (
    let presses = 0;
    presses < 30 && !(await pause.evaluate((button) => button === document.activeElement));
    presses += 1
  ) {
    await page.keyboard.press('Tab');
  }
  await expect(pause).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Enter');
  const row = workerRow(page, '107');
  await expect(row).toContainText('by keyboard');
  const resume = page.getByRole('button', { name: 'Resume 107' });
  await expect(resume).toBeVisible();
  await expect(resume).toBeFocused(); // the focus came back to where it was
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Reason')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Resumed by alice');
});

test('the first key leads past the navigation', async ({ page, open }) => {
  await open('overview');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /skip to/i })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});
