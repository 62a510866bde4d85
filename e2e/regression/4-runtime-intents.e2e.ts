import type { WorkerRow } from '@app/contracts';
import { workerRow } from '../fixtures.js';
import { expect, needsHosts, RENEWED, test, type Page } from './checklist.js';
import { isAlive, killSays } from './kill.js';

/** What is decided in turn, and what the worker then reports: a quarantine covers the wish below it and gives it back. */
const DECISIONS = [
  { verb: 'Pause', reported: 'paused' },
  { verb: 'Resume', reported: 'running' },
  { verb: 'Drain', reported: 'draining' },
  { verb: 'Quarantine', reported: 'draining' },
  { verb: 'Lift quarantine', reported: 'draining' },
  { verb: 'Resume', reported: 'running' },
] as const;

test('4 Pause, drain and quarantine leave the process alone', async ({ page, open, site, evidence }) => {
  test.setTimeout(240_000);
  const own = needsHosts(site, 'it would pause and drain somebody’s worker');
  const provisioned = await own.provisioned(own.hosts.first);
  await own.quicken(provisioned);
  const { host } = provisioned;
  const workerId = String(provisioned.serverId);
  const pid = await own.mustRun(host);
  await open('workers');
  for (const { verb, reported } of DECISIONS) {
    await decide(page, workerId, verb);
    const worker = async () => {
      const { status, convergence } = await own.api.get<WorkerRow>(`/api/workers/${workerId}`);
      return { status, convergence };
    };
    await expect.poll(worker, RENEWED).toEqual({ status: reported, convergence: 'effective' });
    await expect(workerRow(page, workerId).getByText(reported, { exact: true }).first()).toBeVisible();
    expect([await host.workerPid(), isAlive(pid)]).toEqual([pid, true]);
    evidence.note(verb, `the worker reports ${reported}; ${killSays(pid)}`);
    if (verb === 'Quarantine') {
      await expect(workerRow(page, workerId)).toContainText(/quarantined/i);
      await evidence.picture('Quarantined, and still a process', page);
    }
  }
});

async function decide(page: Page, workerId: string, verb: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${workerId}`, exact: true }).click();
  await page.getByRole('menuitem', { name: verb, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('regression checklist');
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}
