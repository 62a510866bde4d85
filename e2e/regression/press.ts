import { expect, RENEWED, type Page } from './checklist.js';

/** Far longer than a press needs to become a request, also on a busy machine. */
const SENT_WITHIN_MS = 2_000;

/**
 * Presses until the page has sent a POST to this route. For half a second after a good answer it takes a further press
 * for a double click and sends nothing; no person is that fast.
 */
export async function pressUntilSent(page: Page, routeEnd: string, press: () => Promise<void>): Promise<void> {
  await expect(async () => {
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(routeEnd), {
      timeout: SENT_WITHIN_MS,
    });
    const [pressed] = await Promise.allSettled([press(), sent]);
    if (pressed.status === 'rejected') throw pressed.reason;
    await sent;
  }).toPass(RENEWED);
}
