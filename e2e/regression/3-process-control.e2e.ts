import { expect, needsHosts, test } from './checklist.js';
import { isAlive, killSays } from './kill.js';
import { command, factBecomes, operations } from './server-page.js';

test('3 Start, stop, restart and status are those of the real process', async ({ page, open, site, evidence }) => {
  test.setTimeout(240_000);
  const own = needsHosts(site, 'it would stop and restart somebody’s worker');
  const { host, serverId } = await own.provisioned(own.hosts.first);
  await open(`servers/${serverId}`);
  const first = await own.mustRun(host);

  evidence.note('Status check', await command(page, 'Status check'));
  await factBecomes(page, 'Process', 'running');
  expect(await own.mustRun(host)).toBe(first);
  evidence.note('Status leaves it alone', killSays(first));

  evidence.note('Restart', await command(page, 'Restart'));
  const second = await own.mustRun(host);
  expect(second).not.toBe(first);
  expect([isAlive(first), isAlive(second)]).toEqual([false, true]);
  evidence.note('Restart changes the process', `${first} → ${second}; ${killSays(first)}; ${killSays(second)}`);

  evidence.note('Stop', await command(page, 'Stop'));
  expect([isAlive(second), await host.workerPid()]).toEqual([false, null]);
  await factBecomes(page, 'Process', 'stopped');
  evidence.note('Stop ends it', killSays(second));
  const status = await command(page, 'Status check');
  expect(status).toContain('inactive');
  evidence.note('Status check of the stopped one', status);
  await factBecomes(page, 'Process', 'stopped');
  await evidence.picture('Stopped, and the status says so', page);

  evidence.note('Start', await command(page, 'Start'));
  const third = await own.mustRun(host);
  expect([isAlive(third), third === second]).toEqual([true, false]);
  await factBecomes(page, 'Process', 'running');
  evidence.note('Start makes a new one', killSays(third));
  evidence.note('Status check', await command(page, 'Status check'));

  const history = (await operations(page).locator('strong').allInnerTexts()).slice(0, 6);
  expect(history).toEqual(['Status check', 'Start', 'Status check', 'Stop', 'Restart', 'Status check']);
  evidence.note('History on the page, newest first', history.join(', '));
  await evidence.picture('History of the commands', page);
});
