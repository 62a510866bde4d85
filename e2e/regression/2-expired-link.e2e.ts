import type { HostCommandResult } from '../../apps/stack/bin/test-hosts.mjs';
import { expect, needsHosts, RENEWED, test } from './checklist.js';
import { isAlive, killSays } from './kill.js';
import { bundleIdOf, newCommand, printedCommand, stagesDone } from './wizard.js';

test('2 Expired link: the old command fails loudly and changes nothing; a new one works', async ({
  page,
  open,
  site,
  evidence,
}) => {
  test.setTimeout(240_000);
  const own = needsHosts(
    site,
    'letting a bundle expire and running its command needs the stand-in of Laravel and a host',
  );
  const { host, serverId } = await own.provisioned(own.hosts.second);
  await open(`provisioning?step=bundle&server_id=${serverId}`);
  await page.getByRole('button', { name: /^(Create a new bundle|Regenerate)$/ }).click();
  await page.getByRole('link', { name: 'Continue to install' }).click();
  const expired = await printedCommand(page);
  const pid = await own.mustRun(host);
  const before = await own.fingerprint(host);

  const failsLoudly = async (what: string, { code, output }: HostCommandResult) => {
    expect(code, output).not.toBe(0);
    expect(output.trim()).not.toBe('');
    expect(await own.fingerprint(host)).toBe(before);
    expect([await host.workerPid(), isAlive(pid)]).toEqual([pid, true]);
    evidence.note(what, `exit code ${code}, said "${output.trim()}"; files as before (${before}); ${killSays(pid)}`);
  };

  await own.hook(serverId, 'expire-bundle');
  await expect(page.getByText('expired', { exact: true })).toBeVisible(RENEWED);
  await expect(page.getByRole('region', { name: 'Install command', exact: true })).toBeHidden();
  evidence.note('The page', 'says expired, and offers no command');
  await evidence.picture('The bundle has expired', page);
  await failsLoudly(`Command of the expired bundle ${bundleIdOf(expired)}`, await host.run(expired));

  const superseded = await newCommand(page, 'Create a new bundle', expired);
  const present = await newCommand(page, 'Regenerate', superseded);
  await failsLoudly(`Command of the superseded bundle ${bundleIdOf(superseded)}`, await host.run(superseded));

  const { code, output } = await host.run(present);
  expect(code, output).toBe(0);
  const after = await own.mustRun(host);
  evidence.note(
    `Command of the regenerated bundle ${bundleIdOf(present)}`,
    `exit code ${code}, ${await stagesDone(page)}; worker ${pid} → ${after}; ${killSays(after)}`,
  );
  expect(isAlive(after)).toBe(true);
});
