import type { Verification } from '@app/contracts';
import type { Response } from '@playwright/test';
import { expect, RENEWED, type Locator, type Page } from './checklist.js';
import { pressUntilSent } from './press.js';

const STAGES = 8;
const CHECKS = ['Agent reachable', 'Process running', 'Runtime heartbeat', 'Claim authentication'] as const;
export type CheckTitle = (typeof CHECKS)[number];

/** The install command as it is printed on the page. */
export async function printedCommand(page: Page): Promise<string> {
  const line = page.getByRole('region', { name: 'Install command', exact: true });
  await expect(line).toBeVisible(RENEWED);
  return (await line.textContent()) ?? '';
}

/** Presses the button that makes a bundle, whatever it is called now, and answers the command of the new one. */
export async function newCommand(page: Page, button: string, former: string | null): Promise<string> {
  const press = () => page.getByRole('button', { name: button, exact: true }).click();
  await pressUntilSent(page, '/provisioning-bundles', press);
  await expect.poll(() => printedCommand(page), RENEWED).not.toBe(former);
  return printedCommand(page);
}

export const bundleIdOf = (command: string): string => /bundles\/([0-9a-f-]{36})\//.exec(command)?.[1] ?? 'unknown';

/** What makes the link of a command work. */
export function signatureOf(command: string): string {
  const [, signature] = /signature=([0-9a-f]+)/.exec(command) ?? [];
  if (signature === undefined) throw new Error('the printed command has no signed link');
  return signature;
}

/** Waits until every stage of the installer is shown as done. @returns what the list says */
export async function stagesDone(page: Page): Promise<string> {
  const progress = page.getByRole('region', { name: 'Progress of the installer' });
  await expect(progress.getByRole('status')).toHaveText('The installer is done.', RENEWED);
  const stages = progress.getByRole('listitem');
  await expect(stages).toHaveCount(STAGES);
  for (const stage of await stages.all()) await expect(stage).toContainText('done');
  return `${STAGES} of ${STAGES} stages done`;
}

export function check(page: Page, title: CheckTitle): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

/** What a check says: its result and what was seen. */
export async function checkSays(page: Page, title: CheckTitle): Promise<string> {
  const [, ...lines] = (await check(page, title).innerText()).split('\n').filter((line) => line.trim() !== '');
  return lines.join(' · ');
}

/** Presses Verify and waits for the end of the very run that it starts. */
export async function verify(page: Page): Promise<void> {
  // Noted from before the click: a quick run is over before anybody could begin to wait for its end.
  const seen: Verification[] = [];
  const note = async (response: Response): Promise<void> => {
    if (!response.url().endsWith('/verification')) return;
    const run = await runIn(response).catch(() => null); // the page may have gone on before its body was read
    if (run !== null) seen.push(run);
  };
  page.on('response', note);
  const answer = page.waitForResponse((response) => response.url().endsWith('/verify') && response.ok());
  await page.getByRole('button', { name: /^Verify( again)?$/ }).click();
  const startedAt = (await runIn(await answer))?.started_at;
  const isOver = () => seen.some((run) => run.started_at === startedAt && run.finished_at !== null);
  await expect.poll(isOver, { timeout: 30_000 }).toBe(true);
  page.off('response', note);
}

const runIn = async (response: Response): Promise<Verification | null> =>
  ((await response.json()) as { readonly data: Verification | null }).data;

/** All four checks pass. @returns a line for each */
export async function fourPasses(page: Page): Promise<readonly string[]> {
  for (const title of CHECKS) await expect(check(page, title).getByText('pass', { exact: true })).toBeVisible(RENEWED);
  return Promise.all(CHECKS.map(async (title) => `${title}: ${await checkSays(page, title)}`));
}
