import { worker } from '../../testing/builders.js';
import { laravelServer } from '../../testing/laravel-records.js';
import type { ServerFacts } from '../server-row.js';
import { type HeardSince, type Verified, firstHeard, heardSince } from './first-heartbeat.js';

const MADE = Date.parse('2026-03-02T08:00:00Z');
const NOBODY: HeardSince = new Map();

const server = (isHeard: boolean, bundle: string | null = 'b1', expires_at = '2026-03-02T09:00:00Z'): ServerFacts => ({
  server: laravelServer({
    latest_provisioning_bundle:
      bundle === null
        ? null
        : { bundle_uuid: bundle, expires_at, is_expired: false, created_at: new Date(MADE).toISOString() },
  }),
  match: { state: 'matched', workerId: '17', by: 'id' },
  worker: isHeard ? worker() : undefined,
});
const due = (facts: ServerFacts, heard: HeardSince, now: number, verified: Verified | null = null) =>
  firstHeard([facts], heard, () => verified, now);

describe('the first heartbeat of a provisioned server', () => {
  it('is when its worker begins to be heard after the bundle was made', () => {
    const before = heardSince([server(false)], NOBODY, MADE + 1_000);
    expect(due(server(false), before, MADE + 1_000)).toEqual([]);
    const after = heardSince([server(true)], before, MADE + 3_000);
    expect(due(server(true), after, MADE + 3_000)).toEqual([17]);
  });

  it('counts when the worker was quicker than the list that has the bundle', () => {
    const heard = heardSince([server(true, null)], NOBODY, MADE + 1_000);
    expect(due(server(true, null), heard, MADE + 1_000)).toEqual([]);
    expect(due(server(true), heardSince([server(true)], heard, MADE + 9_000), MADE + 9_000)).toEqual([17]);
  });

  it('is found after a restart, when nothing is remembered', () => {
    expect(due(server(true), heardSince([server(true)], NOBODY, MADE + 60_000), MADE + 60_000)).toEqual([17]);
  });

  it('comes once for a bundle', () => {
    const heard = heardSince([server(true)], NOBODY, MADE + 1_000);
    expect(due(server(true), heard, MADE + 2_000, { bundle: 'b1', at: MADE + 1_000 })).toEqual([]);
  });

  it('comes although somebody verified too early, before the worker was heard', () => {
    const heard = heardSince([server(true)], NOBODY, MADE + 30_000);
    expect(due(server(true), heard, MADE + 30_000, { bundle: 'b1', at: MADE + 5_000 })).toEqual([17]);
  });

  it('is not that of a worker which was heard before the bundle was made', () => {
    const heard = heardSince([server(true, null)], NOBODY, MADE - 1_000);
    expect(due(server(true), heardSince([server(true)], heard, MADE + 1_000), MADE + 1_000)).toEqual([]);
  });

  it('is not looked for with an expired bundle', () => {
    const facts = server(true, 'b1', '2026-03-02T08:00:30Z');
    expect(due(facts, heardSince([facts], NOBODY, MADE + 31_000), MADE + 31_000)).toEqual([]);
  });
});
