import { expect, RENEWED, type Locator, type Page } from './checklist.js';
import { pressUntilSent } from './press.js';

type Fact = 'Process' | 'Database sync' | 'Runtime match';
type Command = 'Start' | 'Stop' | 'Restart' | 'Status check';

/** The card of one of the three facts. */
export const fact = (page: Page, title: Fact): Locator => page.getByRole('region', { name: title, exact: true });

/** Waits until a fact has this word as its badge. */
export async function factBecomes(page: Page, title: Fact, word: string, timeout = RENEWED.timeout): Promise<void> {
  await expect(fact(page, title).getByText(word, { exact: true })).toBeVisible({ timeout });
}

/** The three facts as they stand, in one line each. */
export async function threeFacts(page: Page): Promise<string> {
  const words = async (title: Fact) => {
    const [, ...lines] = (await fact(page, title).innerText()).split('\n').filter((line) => line.trim() !== '');
    return `${title}: ${lines.slice(0, -1).join(' ')}`; // the last line says what the fact means
  };
  return (await Promise.all([words('Process'), words('Database sync'), words('Runtime match')])).join(' | ');
}

/** Commands so far, the newest first. */
export const operations = (page: Page): Locator =>
  page.getByRole('region', { name: 'Commands so far' }).getByRole('listitem');

/**
 * Presses a button of infrastructure control, answers its question if it asks one, and waits until it has succeeded.
 * @returns what the history says of it
 */
export async function command(page: Page, verb: Command): Promise<string> {
  await expect(operations(page).first().or(page.getByText('None so far.'))).toBeVisible(); // the list has been read
  const former = await operations(page).count();
  const buttons = page.getByRole('group', { name: 'Commands to the host' });
  await pressUntilSent(page, '/commands', async () => {
    await buttons.getByRole('button', { name: verb, exact: true }).click();
    if (verb === 'Stop' || verb === 'Restart') {
      await page.getByRole('dialog').getByRole('button', { name: verb, exact: true }).click();
    }
  });
  await expect(operations(page)).toHaveCount(former + 1);
  const newest = operations(page).first();
  await expect(newest).toContainText(verb);
  await expect(newest.getByText('succeeded', { exact: true })).toBeVisible(RENEWED);
  return (await newest.innerText()).replace(/\s+/g, ' ');
}
