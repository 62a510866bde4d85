import { LaravelClient, LaravelTraffic } from '@app/laravel-client';
import { OddLaravel, json } from '@app/laravel-client/testing';
import { StoppedClock } from '@app/service';
import { until } from '@app/testing';
import { answersTraces, tracesAsked, type TraceRecords } from '../testing/trace-laravel.js';
import { trace } from '../testing/traces.js';
import { LaravelRecentTraces } from './laravel-recent-traces.js';

const NOW = Date.parse('2026-11-23T20:00:00Z');
const NEVER = new AbortController().signal;

let laravel: OddLaravel;
let records: TraceRecords;
let client: LaravelClient;
let recent: LaravelRecentTraces;

beforeEach(async () => {
  records = { traces: Array.from({ length: 1_250 }, (_, place) => trace(2_000 - place)), payloads: {} };
  laravel = await OddLaravel.start(answersTraces(records));
  const target = { baseUrl: laravel.url, token: 'internal-secret' };
  const options = { internal: target, verifier: target, timeoutMs: 1_000, retryMax: 0, retryBackoffMs: 1 };
  client = new LaravelClient(options, new LaravelTraffic());
  recent = new LaravelRecentTraces(client, new StoppedClock(NOW));
});

afterEach(async () => {
  await recent.onApplicationShutdown();
  client.onApplicationShutdown();
  await laravel.goAway();
});

async function collected(signal = NEVER): Promise<readonly number[]> {
  const ids: number[] = [];
  for await (const page of recent.pages({}, 'req-1', signal)) ids.push(...page.map(({ id }) => id));
  return ids;
}

describe('recent traces', () => {
  it('are read with ten calls a round, newest first', async () => {
    recent.onApplicationBootstrap();
    await until(async () => recent.copy().traces.length === 1_000, 5_000);
    expect(tracesAsked(laravel.arrived)).toHaveLength(10);
    expect(recent.copy()).toMatchObject({ source: { state: 'fresh' }, problem: null });
    expect(recent.copy().traces[0]?.id).toBe(2_000);
    expect(recent.find(1_500)?.id).toBe(1_500);
  });

  it('say why there are none', async () => {
    expect(recent.copy()).toMatchObject({ traces: [], source: null, problem: expect.stringMatching(/first time/) });
    laravel.behave(json(500, { message: 'Server Error' }));
    recent.onApplicationBootstrap();
    await until(async () => !/first time/.test(recent.copy().problem ?? ''), 5_000);
    expect(recent.copy()).toMatchObject({ traces: [], source: null });
  });

  it('ask nobody where no Laravel is configured', async () => {
    const options = { internal: null, verifier: null, timeoutMs: 1_000, retryMax: 0, retryBackoffMs: 1 };
    recent = new LaravelRecentTraces(new LaravelClient(options, new LaravelTraffic()), new StoppedClock(NOW));
    recent.onApplicationBootstrap();
    expect(recent.copy().problem).toMatch(/No Laravel application is configured/);
    await expect(collected()).rejects.toMatchObject({ code: 'laravel_not_configured' });
  });
});

describe('the stream of all traces', () => {
  it('ends at the empty page', async () => {
    expect(await collected()).toEqual(records.traces.map(({ id }) => id));
    expect(tracesAsked(laravel.arrived)).toHaveLength(14);
  });

  it('waits as long as Laravel asks for', async () => {
    let refusals = 0;
    laravel.behave((arrived, response) => {
      refusals += 1;
      const answer = refusals === 2 ? json(429, { message: 'Too Many' }, { 'Retry-After': 1 }) : answersTraces(records);
      return answer(arrived, response);
    });
    expect(await collected()).toHaveLength(1_250);
  });

  it('ends when it is told to, and fails when Laravel does', async () => {
    const stop = new AbortController();
    const ids: number[] = [];
    for await (const page of recent.pages({}, 'req-1', stop.signal)) {
      ids.push(...page.map(({ id }) => id));
      if (ids.length === 300) stop.abort();
    }
    expect(ids).toHaveLength(300);
    laravel.behave(json(500, { message: 'Server Error' }));
    await expect(collected()).rejects.toMatchObject({ code: 'laravel_unavailable' });
  });

  it('leaves others their share of the calls that Laravel allows', async () => {
    records.traces = Array.from({ length: 12_000 }, (_, place) => trace(12_000 - place));
    const stop = new AbortController();
    const all = collected(stop.signal);
    await until(async () => tracesAsked(laravel.arrived).length === 90, 5_000);
    stop.abort();
    expect(await all).toHaveLength(9_000);
  });

  it('does not pass for whole when the service stops', async () => {
    const pages = recent.pages({}, 'req-1', NEVER)[Symbol.asyncIterator]();
    await pages.next();
    await recent.onApplicationShutdown();
    await expect(pages.next()).rejects.toMatchObject({ code: 'service_stopping' });
  });
});
