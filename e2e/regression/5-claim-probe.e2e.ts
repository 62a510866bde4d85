import { expect, RENEWED, test } from './checklist.js';
import { killSays } from './kill.js';
import { check, checkSays, fourPasses, newCommand, printedCommand, verify } from './wizard.js';

test('5 Claim authentication: passes, fails with a revoked token, passes again', async ({
  page,
  open,
  site,
  evidence,
}) => {
  test.setTimeout(240_000);
  const claim = check(page, 'Claim authentication');
  if (site.own === null) {
    const { id } = await site.record.findOrMake();
    await open(`provisioning?step=verify&server_id=${id}`);
    await verify(page);
    await expect(claim.getByText('fail', { exact: true })).toBeVisible();
    await expect(claim).toContainText('What to do:');
    evidence.note('A record without a bundle', await checkSays(page, 'Claim authentication'));
    const because = 'it needs a bundle, and the stand-in of Laravel to revoke its token';
    evidence.leftOut('Pass, revoked token, pass after a new bundle', because);
    return;
  }
  const { own } = site;
  const provisioned = await own.provisioned(own.hosts.second);
  await own.quicken(provisioned); // so that it is not late when it is asked about
  const { host, serverId } = provisioned;
  await open(`provisioning?step=verify&server_id=${serverId}`);
  await verify(page);
  await fourPasses(page);
  evidence.note('With its token', await checkSays(page, 'Claim authentication'));

  await own.hook(serverId, 'revoke-tokens');
  await verify(page);
  await expect(claim.getByText('fail', { exact: true })).toBeVisible();
  await expect(claim).toContainText('What to do: Make a new bundle');
  evidence.note('With the token revoked', await checkSays(page, 'Claim authentication'));
  await evidence.picture('A revoked token, and what to do', page);

  await page.getByRole('link', { name: 'Back to install' }).click();
  const command = await newCommand(page, 'Regenerate', await printedCommand(page));
  const { code, output } = await host.run(command);
  expect(code, output).toBe(0);
  evidence.note('Installed from a new bundle', `exit code ${code}; ${killSays(await own.mustRun(host))}`);
  await page.getByRole('link', { name: 'Continue to verification' }).click();
  await verify(page);
  await fourPasses(page);
  await expect(page.getByRole('heading', { name: `${host.name} is ready` })).toBeVisible(RENEWED);
  evidence.note('With the new token', await checkSays(page, 'Claim authentication'));
});
