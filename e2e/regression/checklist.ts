import { randomInt } from 'node:crypto';
import { test as base } from '@playwright/test';
import type { ServerRow } from '@app/contracts';
import { openApp } from '../fixtures.js';
import { Evidence } from './evidence.js';
import { OperatorApi } from './operator-api.js';
import { OPERATOR, readTarget } from './target.js';
import { TwoHosts } from './two-hosts.js';

/** What is checked: the embedded stack with two hosts, or somebody's deployment. */
export interface Site {
  readonly url: string;
  readonly token: string;
  readonly user: string;
  readonly api: OperatorApi;
  /** Null against a deployment: its hosts and workers are not ours to touch. */
  readonly own: TwoHosts | null;
  /** A record of the checklist's own, deleted at the end; only against a deployment. */
  readonly record: OwnRecord;
}

/** The one record that the checklist makes in a deployment. */
export class OwnRecord {
  readonly name = `regression-check-${randomInt(1e9)}`;
  /** For documentation, so nobody's (RFC 5737). */
  readonly address = `192.0.2.${randomInt(1, 255)}`;

  constructor(private readonly api: OperatorApi) {}

  async find(): Promise<ServerRow | null> {
    const servers = await this.api.get<readonly ServerRow[]>(`/api/servers?limit=200&q=${this.name}`);
    return servers.find(({ name }) => name === this.name) ?? null;
  }

  async findOrMake(): Promise<ServerRow> {
    const body = { name: this.name, ip_address: this.address, process_control_mode: 'control_plane_only' };
    return (await this.find()) ?? this.api.post<ServerRow>('/api/servers', body);
  }

  async remove(): Promise<void> {
    const made = await this.find();
    if (made !== null) await this.api.delete(`/api/servers/${made.id}`);
  }
}

interface OfEachTest {
  readonly evidence: Evidence;
  /** Opens a page of the app, signed in. */
  readonly open: (route: string) => Promise<void>;
}

interface OfEachProcess {
  readonly site: Site;
}

const SITE_TIMEOUT_MS = 300_000; // two Debian systems are copied and booted

export const test = base.extend<OfEachTest, OfEachProcess>({
  site: [
    async ({}, use) => {
      const target = readTarget();
      if (target.kind === 'stack') {
        const own = await TwoHosts.open(target);
        const { url, token } = own.stack;
        try {
          await use({ url, token, user: OPERATOR, api: own.api, own, record: new OwnRecord(own.api) });
        } finally {
          await own.close();
        }
        return;
      }
      const api = new OperatorApi(target.url, target.token, target.user);
      const record = new OwnRecord(api);
      try {
        await use({ ...target, api, own: null, record });
      } finally {
        await record.remove();
      }
    },
    { scope: 'worker', timeout: SITE_TIMEOUT_MS },
  ],
  actionTimeout: 30_000,
  baseURL: async ({ site }, use) => use(site.url),
  httpCredentials: async ({ site }, use) => use({ username: site.user, password: site.token }),
  evidence: async ({ site }, use, info) => {
    await use(new Evidence(info, () => site.own?.hidden ?? [[site.token, '…']]));
  },
  open: async ({ page }, use) => use((route) => openApp(page, route)),
});

export { expect, type Locator, type Page } from '@playwright/test';

/** The stack's own hosts; against a deployment the test is skipped, saying why. */
export function needsHosts(site: Site, because: string): TwoHosts {
  if (site.own !== null) return site.own;
  test.skip(true, because);
  throw new Error(because); // the line above has ended the test
}

/** Waits for what a page shows only after its next renewal, which may take a quarter of a minute. */
export const RENEWED = { timeout: 30_000 };
