import type { ServerRow } from '@app/contracts';
import { expect, test, type Page } from './checklist.js';
import type { Evidence } from './evidence.js';
import { isAlive, killSays } from './kill.js';
import { command, factBecomes, threeFacts } from './server-page.js';
import { isThorough } from './target.js';

/** A beat counts for a minute in this stack, and pages are renewed four times a minute. */
const SYNC_DELAYED = 110_000;

test('6 A heartbeat appears and matches by id; process, heartbeat and match are three facts', async ({
  page,
  open,
  site,
  evidence,
}) => {
  test.setTimeout(300_000);
  if (site.own === null) {
    await open('servers');
    return lookAtDeployment(page, await site.api.get<readonly ServerRow[]>('/api/servers?limit=200'), evidence);
  }
  const { own } = site;
  const provisioned = await own.provisioned(own.hosts.first);
  await own.quicken(provisioned);
  const { host, serverId } = provisioned;
  await open(`servers/${serverId}`);
  await factBecomes(page, 'Process', 'running');
  await factBecomes(page, 'Database sync', 'synced');
  await factBecomes(page, 'Runtime match', 'matched');
  await factBecomes(page, 'Runtime match', 'live');
  const { runtime } = await own.server(serverId);
  expect(runtime).toMatchObject({ worker_id: String(serverId), matched_by: 'id' });
  evidence.note('Running', await threeFacts(page));

  const pid = await own.mustRun(host);
  await command(page, 'Stop');
  expect(isAlive(pid)).toBe(false);
  await factBecomes(page, 'Process', 'stopped');
  await factBecomes(page, 'Database sync', 'synced'); // it was heard a moment ago
  await factBecomes(page, 'Runtime match', 'matched');
  evidence.note('Just stopped', `${killSays(pid)} | ${await threeFacts(page)}`);
  await evidence.picture('Stopped, synced and matched at once', page);

  await factBecomes(page, 'Runtime match', 'silent');
  await factBecomes(page, 'Runtime match', 'matched');
  evidence.note('Silent', await threeFacts(page));
  if (isThorough()) {
    await factBecomes(page, 'Database sync', 'delayed', SYNC_DELAYED);
    await factBecomes(page, 'Process', 'stopped');
    await factBecomes(page, 'Runtime match', 'matched');
    evidence.note('A minute later', await threeFacts(page));
    await evidence.picture('Stopped, delayed and still matched', page);
  } else {
    evidence.leftOut('Waiting until the database sync is delayed', 'it takes a minute; npm run regression does it');
  }

  await command(page, 'Start');
  await factBecomes(page, 'Process', 'running');
  await factBecomes(page, 'Runtime match', 'live');
  await factBecomes(page, 'Database sync', 'synced');
  evidence.note('Started again', `${killSays(await own.mustRun(host))} | ${await threeFacts(page)}`);
});

/** Reads what is there; stops nothing. */
async function lookAtDeployment(page: Page, servers: readonly ServerRow[], evidence: Evidence): Promise<void> {
  const states = (of: (server: ServerRow) => string) => [...new Set(servers.map(of))].join(', ') || 'no server';
  evidence.note('Servers', servers.length);
  evidence.note(
    'Process',
    states(({ process }) => process.state),
  );
  evidence.note(
    'Database sync',
    states(({ heartbeat }) => heartbeat.state),
  );
  evidence.note(
    'Runtime match',
    states(({ runtime }) => runtime.state),
  );
  const matched = servers.find(({ runtime }) => runtime.state === 'matched');
  if (matched !== undefined) {
    await page.goto(`/verifier-engine-room/servers/${matched.id}`);
    await factBecomes(page, 'Runtime match', 'matched');
    evidence.note('One that is matched', await threeFacts(page));
  }
  evidence.leftOut('Stopping a worker to see the three facts part', 'it would stop somebody’s worker');
}
