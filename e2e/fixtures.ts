import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Locator, type Page } from '@playwright/test';
import { startStack as startBuiltStack, type Stack } from '../apps/stack/bin/stack.mjs';

/** Starts the built stack: real processes, as `npm start` does, with beats close enough together for tests. */
export async function startStack(dataDirectory: string, scenario = 'calm'): Promise<Stack> {
  return startBuiltStack({
    dataDirectory,
    port: 0,
    workers: 12,
    scenario,
    heartbeatSeconds: 3,
    laravel: 'none',
    hosts: 0,
    environment: { HEARTBEAT_TTL_SECONDS: '12', ALERT_HEARTBEAT_GRACE_SECONDS: '15' },
  });
}

/** A directory of its own for a stack's data, gone after `use`. */
export async function withDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'engine-room-e2e-'));
  try {
    await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface OfEachTest {
  /** Opens a page of the app, signed in under this name. */
  readonly open: (route: string) => Promise<void>;
}

interface OfEachProcess {
  readonly stack: Stack;
}

export const test = base.extend<OfEachTest, OfEachProcess>({
  stack: [
    async ({}, use) => {
      await withDirectory(async (directory) => {
        const stack = await startStack(directory);
        try {
          await use(stack);
        } finally {
          await stack.stop();
        }
      });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  httpCredentials: async ({ stack }, use) => use({ username: 'alice', password: stack.token }),
  open: async ({ page }, use) => use((route) => openApp(page, route)),
});

export { expect } from '@playwright/test';

/** Opens a page of the app and waits until it shows live data. */
export async function openApp(page: Page, route: string): Promise<void> {
  await page.goto(`/verifier-engine-room/${route}`);
  await connectionState(page, 'live').waitFor();
}

/** What the header says of the stream; rows have words like these as well. */
export function connectionState(page: Page, word: string): Locator {
  return page.getByRole('banner').getByText(word, { exact: true });
}

/** The row of a worker in the table. */
export function workerRow(page: Page, workerId: string): Locator {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name: workerId, exact: true }) });
}

/** The field that filters the table. */
export function filterField(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Filter by worker/ });
}

/** A state as the row shows it: a badge, not a word within a sentence. */
export function stateOf(row: Locator, state: string): Locator {
  return row.getByText(state, { exact: true }).first();
}

/** Calls the API as an operator of that name who uses no browser. */
export async function callApi(stack: Stack, route: string, body: object, actor = 'script'): Promise<void> {
  const response = await fetch(`${stack.url}${route}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${actor}:${stack.token}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${route} answered ${response.status}: ${await response.text()}`);
}
