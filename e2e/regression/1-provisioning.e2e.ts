import type { Host } from '../../apps/stack/bin/test-hosts.mjs';
import { expect, needsHosts, RENEWED, test, type Page } from './checklist.js';
import { watchCommandLines } from './command-lines.js';
import type { Evidence } from './evidence.js';
import { isAlive, killSays } from './kill.js';
import { systemdFacts } from './systemd-facts.js';
import type { TwoHosts } from './two-hosts.js';
import { bundleIdOf, fourPasses, printedCommand, signatureOf, stagesDone, verify } from './wizard.js';

test.describe('1 Provisioning', () => {
  test('a new server: wizard, bundle, the printed command, four passes', async ({ page, open, site, evidence }) => {
    test.setTimeout(240_000);
    const host = site.own?.hosts.first ?? null;
    const name = host?.name ?? site.record.name;
    await open('provisioning?mode=create');
    const form = page.getByRole('form', { name: 'New server' });
    await form.getByLabel(/^Name/).fill(name);
    await form.getByLabel('IP address').fill(host?.address ?? site.record.address);
    await form.getByLabel('Environment').fill('regression');
    if (host === null) await form.getByLabel('Process control').selectOption('control_plane_only');
    const pool = await form.getByLabel('Pool').locator('option:checked').innerText();
    await form.getByRole('button', { name: 'Create server' }).click();
    await expect(page.getByRole('heading', { name: `A bundle for ${name}` })).toBeVisible();
    evidence.note('Created in the wizard', `${name}, pool "${pool}" preselected`);
    if (site.own === null || host === null) {
      await evidence.picture('Step 2 for the new record', page);
      evidence.leftOut(
        'Bundle, install command, stages, four passes',
        'a bundle leaves a token in Laravel that nobody can revoke, and no host of a deployment is touched',
      );
      return;
    }
    await page.getByRole('button', { name: 'Create bundle' }).click();
    await page.getByRole('link', { name: 'Continue to install' }).click();
    await installAsPrinted(page, evidence, site.own, host);
    await page.getByRole('link', { name: 'Continue to verification' }).click();
    await expect(page.getByText('by itself, with the first heartbeat')).toBeVisible(RENEWED);
    for (const line of await fourPasses(page)) evidence.note('Verified by itself', line);
    await expect(page.getByRole('heading', { name: `${name} is ready` })).toBeVisible(RENEWED);
    await evidence.picture('Four passes', page);
  });

  test('the same command once more changes nothing for the worse', async ({ page, open, site, evidence }) => {
    test.setTimeout(240_000);
    const own = needsHosts(site, 'no command is run on a host of a deployment');
    const { host, serverId } = await own.provisioned(own.hosts.first);
    await open(`provisioning?step=install&server_id=${serverId}`);
    const before = await own.mustRun(host);
    const { code, output } = await host.run(await printedCommand(page));
    expect(code, output).toBe(0);
    const after = await own.mustRun(host);
    expect([isAlive(before), isAlive(after)]).toEqual([false, true]);
    evidence.note(
      'Second run',
      `exit code ${code}; worker ${before} → ${after}; ${killSays(before)}; ${killSays(after)}`,
    );
    await stagesDone(page);
    await page.getByRole('link', { name: 'Continue to verification' }).click();
    await verify(page);
    for (const line of await fourPasses(page)) evidence.note('Verified by the button', line);
  });

  test('a registered server: chosen in the wizard, installed, four passes', async ({ page, open, site, evidence }) => {
    test.setTimeout(240_000);
    const own = needsHosts(site, 'no command is run on a host of a deployment');
    const { host, serverId } = await own.registered(own.hosts.second);
    await open('provisioning?mode=existing');
    const form = page.getByRole('form', { name: 'Choose a server' });
    await form.getByLabel('Server').selectOption(String(serverId));
    await form.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { name: `A bundle for ${host.name}` })).toBeVisible();
    evidence.note('Chosen in the wizard', `${host.name}, registered as ${serverId}`);
    await page.getByRole('button', { name: /^(Create bundle|Create a new bundle|Regenerate)$/ }).click();
    await page.getByRole('link', { name: 'Continue to install' }).click();
    await installAsPrinted(page, evidence, own, host);
    await page.getByRole('link', { name: 'Continue to verification' }).click();
    await expect(page.getByRole('heading', { name: `${host.name} is ready` })).toBeVisible(RENEWED);
    for (const line of await fourPasses(page)) evidence.note('Verified', line);
  });
});

/** What is secret on an installed host. */
const SECRETS = ['AGENT_HMAC_SECRET', 'AGENT_TOKEN', 'CONTROL_PLANE_TOKEN', 'ENGINE_API_TOKEN', 'GHCR_TOKEN'];

/** Runs the printed line on the host, follows the stages on the page, and looks whether a secret could be read. */
async function installAsPrinted(page: Page, evidence: Evidence, own: TwoHosts, host: Host): Promise<void> {
  const command = await printedCommand(page);
  evidence.note('Printed command', `bundle ${bundleIdOf(command)}`);
  expect(command).not.toContain(own.registryToken);
  await expect.poll(async () => (await own.serverOf(host))?.latest_bundle?.bundle_uuid).toBe(bundleIdOf(command));
  const commandLines = watchCommandLines();
  const { code, output } = await host.run(command);
  const seen = commandLines();
  await evidence.output(`What the installer said on ${host.name}`, output);
  expect(code, output).toBe(0);
  evidence.note('Run as printed', `exit code ${code}, ${await stagesDone(page)}`);
  await evidence.picture('The installer is done', page);
  const pid = await own.mustRun(host);
  evidence.note('The worker on the host', killSays(pid));
  expect(isAlive(pid)).toBe(true);

  const secrets = await own.secretsOn(host);
  expect([...secrets.keys()].sort()).toEqual(SECRETS);
  if (seen.some((line) => line.includes('worker.mjs'))) {
    secrets.set('the signature of the link', signatureOf(command));
    const told = [...secrets].filter(([, secret]) => seen.some((line) => line.includes(secret))).map(([key]) => key);
    expect(told, 'secrets on a command line').toEqual([]);
    evidence.note('Command lines while it ran', `${seen.length} seen, none with one of ${secrets.size} secrets`);
  } else {
    expect(process.platform, 'nothing was seen of the installation').not.toBe('linux');
    evidence.leftOut('Secrets on command lines', 'this system has no /proc to read them from');
  }
  const readable = await own.readableByAll(host, [...secrets.values()]);
  expect(readable, 'files that everybody may read and that hold a secret').toEqual([]);
  evidence.note('Files with a secret that everybody may read', 'none');
  if (own.hosts.kind === 'systemd') {
    for (const [what, fact] of await systemdFacts(host)) evidence.note(what, fact);
  }
}
