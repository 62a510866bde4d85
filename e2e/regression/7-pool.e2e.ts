import type { RegisteredPool, WorkerRow } from '@app/contracts';
import { workerRow } from '../fixtures.js';
import { expect, RENEWED, test } from './checklist.js';
import { killSays } from './kill.js';
import { newCommand, printedCommand } from './wizard.js';

test('7 A pool that is assigned persists, and shows in Servers and Workers', async ({ page, open, site, evidence }) => {
  test.setTimeout(240_000);
  const { own } = site;
  const subject = own === null ? null : await own.provisioned(own.hosts.second);
  const server = own && subject ? await own.server(subject.serverId) : await site.record.findOrMake();
  await own?.secondPool();
  const pools = await site.api.get<readonly RegisteredPool[]>('/api/pool-registry');
  const other = pools.find(({ id, is_active }) => is_active && id !== server.pool?.id);
  if (other === undefined) return test.skip(true, 'there is no second active pool to choose');

  await open(`servers/${server.id}/edit`);
  await page.getByLabel('Pool').selectOption(String(other.id));
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: server.name })).toBeVisible();
  await expect(page.getByRole('link', { name: other.name, exact: true })).toBeVisible(RENEWED);
  evidence.note('Assigned in the form', `${server.pool?.name ?? 'no pool'} → ${other.name}`);

  await open(`servers/${server.id}/edit`);
  await page.reload();
  await expect(page.getByLabel('Pool')).toHaveValue(String(other.id));
  evidence.note('After a reload', `the form has ${other.name}`);

  await open(`servers?q=${encodeURIComponent(server.name)}`);
  const row = page.getByRole('row').filter({ hasText: server.name });
  await expect(row.getByRole('cell', { name: other.name, exact: true })).toBeVisible(RENEWED);
  evidence.note('In Servers', (await row.innerText()).replace(/\s+/g, ' '));
  await evidence.picture('The pool in Servers', page);

  if (own === null || subject === null) {
    const because = 'no command is run on a host of a deployment';
    evidence.leftOut('Provisioning again, and the pool in Workers', because);
    return;
  }
  await open(`provisioning?step=install&server_id=${server.id}`);
  const command = await newCommand(page, 'Regenerate', await printedCommand(page));
  const { code, output } = await subject.host.run(command);
  expect(code, output).toBe(0);
  const pid = await own.mustRun(subject.host);
  evidence.note('Provisioned again, which restarts the worker', `exit code ${code}; ${killSays(pid)}`);
  const workerId = String(server.id);
  const reported = async () => (await own.api.get<WorkerRow>(`/api/workers/${workerId}`)).pool;
  await expect.poll(reported, RENEWED).toBe(other.slug);
  await open('workers');
  await expect(workerRow(page, workerId).getByText(other.slug, { exact: true }).filter({ visible: true })).toBeVisible(
    RENEWED,
  );
  evidence.note('In Workers', `worker ${workerId} reports pool ${await reported()}`);
  await evidence.picture('The pool in Workers', page);
});
