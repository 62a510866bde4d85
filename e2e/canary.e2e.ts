import type { PolicyPoll } from '@app/contracts';
import type { Page } from '@playwright/test';
import {
  cohortOf,
  expect,
  read,
  rolloutOf,
  STABLE,
  test,
  untilEverybodyRuns,
  unknownShare,
} from './governance-stack.js';

const WORKERS = 40;
const GOOD = 'v4.3.0';
const BAD = 'v4.4.0-bad';

test.use({
  workers: WORKERS,
  // windows of seconds instead of minutes: some 200 probes a second are enough for them
  keys: {
    POLICY_CANARY_AUTOPILOT_ENABLED: 'true',
    POLICY_CANARY_WINDOW_SECONDS: '10',
    POLICY_CANARY_REQUIRED_HEALTH_WINDOWS: '1',
    POLICY_CANARY_MIN_SAMPLE: '100',
    POLICY_CANARY_UNKNOWN_REGRESSION_THRESHOLD: '0.1',
  },
});

/** Checks a version and gives it to a quarter of the workers, as an operator does. */
async function rollOutToQuarter(page: Page, version: string): Promise<void> {
  await page.getByRole('button', { name: 'Validate a version' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Version').fill(version);
  await dialog.getByRole('button', { name: 'Validate', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText(`${version} is valid`);
  await dialog.getByRole('link', { name: 'Open the version' }).click();
  await page.getByRole('button', { name: 'Promote', exact: true }).click();
  await dialog.getByText('25 %', { exact: true }).click();
  await expect(dialog).toContainText(`workers of ${WORKERS}`);
  await dialog.getByLabel('Reason').fill(`trying ${version}`);
  await dialog.getByRole('button', { name: 'Roll out to 25 %' }).click();
  await expect(dialog).toBeHidden();
}

/** The lines of what has happened, newest first. */
const story = (page: Page) => page.getByRole('list', { name: 'What has happened' }).getByRole('listitem');

test('a bad candidate harms its cohort alone, and is taken back by itself', async ({ page, open, stack }) => {
  test.setTimeout(150_000);
  await open('settings/policies');
  await rollOutToQuarter(page, BAD);
  const { members } = await cohortOf(stack);
  await open('settings/rollout');
  const now = page.getByRole('region', { name: 'Now' });
  await expect(now).toContainText(`Everybody runs ${STABLE}`, { timeout: 90_000 });

  const side = (isIn: boolean) =>
    new Set(members.filter((member) => member.in_cohort === isIn).map(({ worker_id: id }) => id));
  const [cohort, rest] = [await unknownShare(stack, side(true)), await unknownShare(stack, side(false))];
  expect(cohort - rest).toBeGreaterThan(0.08); // over two minutes, most of which the cohort spent on the other version
  expect(rest).toBeLessThan(0.12); // no more than on any other day

  const takenBack = story(page).filter({ hasText: 'rolled back' }).first();
  await expect(takenBack).toContainText(BAD);
  await expect(takenBack).toContainText('autopilot');
  const [, ofCohort, ofRest] =
    /([\d.]+) % in the cohort against ([\d.]+) % in the rest/.exec(await takenBack.innerText()) ?? [];
  expect(Number(ofCohort) - Number(ofRest)).toBeGreaterThan(5);
  await open('settings/history');
  await expect(page.getByRole('row').filter({ hasText: 'rolled back' }).first()).toContainText(BAD);

  await untilEverybodyRuns(stack, STABLE, WORKERS);
  for (const { worker_id: workerId, pool } of members) {
    const asked = `/api/providers/policies?worker_pool=${pool}&worker_id=${workerId}`;
    expect(await read<PolicyPoll>(stack, asked)).toMatchObject({ active_version: STABLE });
  }
  const { rollback_to: to } = await rolloutOf(stack);
  expect(to).not.toBe(BAD);
});

test('a good candidate reaches everybody by itself', async ({ page, open, stack }) => {
  test.setTimeout(200_000);
  await open('settings/policies');
  await rollOutToQuarter(page, GOOD);
  await open('settings/rollout');
  const now = page.getByRole('region', { name: 'Now' });
  await expect(now).toContainText(`${GOOD} is rolled out to 50 %`, { timeout: 80_000 });
  await expect(now).toContainText(`Everybody runs ${GOOD}`, { timeout: 80_000 });
  await expect(story(page).filter({ hasText: 'finished' }).first()).toContainText(GOOD);
  await expect(story(page).filter({ hasText: 'widened' })).toHaveCount(2);
  await untilEverybodyRuns(stack, GOOD, WORKERS);
});
