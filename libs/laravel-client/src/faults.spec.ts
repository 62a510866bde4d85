import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { LANES } from './lanes.js';
import type { LaravelError } from './laravel-error.js';
import { BUNDLE, COMMAND, POOL, POOL_INPUT, SERVER_LIST } from './testing/contract-examples.js';
import { CONTEXT, TOKEN, makeClient } from './testing/make-client.js';
import { type Behaviour, OddLaravel, cutMidBody, json, silent, text } from './testing/odd-laravel.js';
import { ShiftedTime } from './testing/shifted-time.js';

let laravel: OddLaravel;
let time: ShiftedTime;
beforeEach(async () => {
  laravel = await OddLaravel.start(json(200, SERVER_LIST));
  time = new ShiftedTime();
});
afterEach(async () => {
  time.putBack();
  await laravel.goAway();
});

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: unknown) => error as LaravelError,
  );
const wish = { action: 'restart', idempotencyKey: 'k' } as const;
const slowly =
  (ms: number, then: Behaviour): Behaviour =>
  async (arrived, response) => {
    await wait(ms);
    await then(arrived, response);
  };

describe('a read from a Laravel that', () => {
  it.each<[string, Behaviour, Partial<LaravelError>]>([
    ['takes ten seconds', silent, { kind: 'timed_out', code: 'request_failed' }],
    ['fails', text(500, 'oops'), { kind: 'upstream', status: 500, code: 'upstream_error' }],
    ['answers garbage', text(200, '<html>OK</html>'), { kind: 'broken_contract', code: 'decode_failed', status: 200 }],
    ['answers nothing', text(204, ''), { kind: 'broken_contract', code: 'decode_failed', status: 204 }],
    ['closes mid-body', cutMidBody, { kind: 'unreachable', code: 'request_failed', status: null }],
    ['closes at once', (_, response) => void response.destroy(), { kind: 'unreachable' }],
  ])('%s is repeated once within the budget, and says what is wrong', async (_, behaviour, expected) => {
    laravel.behave(behaviour);
    const { client, traffic } = makeClient(laravel.url, { timeoutMs: 150 });
    expect(await caught(client.listServers(CONTEXT))).toMatchObject({
      ...expected,
      mayHaveHappened: false,
      requestId: 'req-1',
    });
    expect(laravel.arrived).toHaveLength(2);
    expect(traffic.figures().retries).toEqual([{ action: 'list_servers', count: 1 }]);
  });

  it('stumbles once succeeds', async () => {
    laravel.behave((arrived, response) =>
      laravel.arrived.length === 1 ? void response.destroy() : json(200, SERVER_LIST)(arrived, response),
    );
    const { client } = makeClient(laravel.url);
    expect(await client.listServers(CONTEXT)).toEqual(SERVER_LIST.data);
  });

  it('drips its body is ended in time', async () => {
    laravel.behave((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(drip));
    });
    const { client } = makeClient(laravel.url, { timeoutMs: 200, retryMax: 0 });
    const startedAt = performance.now();
    expect(await caught(client.listServers(CONTEXT))).toMatchObject({ kind: 'timed_out' });
    expect(performance.now() - startedAt).toBeLessThan(600);
  });

  it('sends more than any list is refused', async () => {
    laravel.behave(text(200, Buffer.alloc(16 * 1024 * 1024 + 1, 32)));
    const { client, traffic } = makeClient(laravel.url);
    expect(await caught(client.listServers(CONTEXT))).toMatchObject({
      kind: 'broken_contract',
      code: 'answer_too_large',
    });
    expect(traffic.figures().failureCodes).toEqual([
      { action: 'list_servers', errorCode: 'answer_too_large', count: 1 },
    ]);
  });

  it('breaks the contract names the field', async () => {
    laravel.behave(json(200, { data: [POOL, { ...POOL, slug: 7 }] }));
    const { client } = makeClient(laravel.url);
    expect(await caught(client.listPools(CONTEXT))).toMatchObject({
      kind: 'broken_contract',
      code: 'contract_violated',
      fields: [{ field: 'data[1].slug' }],
    });
    expect(laravel.arrived).toHaveLength(1);
  });

  it('asks for a short wait is given it', async () => {
    laravel.behave((arrived, response) =>
      (laravel.arrived.length === 1 ? json(429, {}, { 'Retry-After': '1' }) : json(200, SERVER_LIST))(
        arrived,
        response,
      ),
    );
    const startedAt = performance.now();
    await makeClient(laravel.url).client.listServers(CONTEXT);
    expect(performance.now() - startedAt).toBeGreaterThan(950);
  });
});

describe('a write', () => {
  it.each<[string, Behaviour, Partial<LaravelError>]>([
    ['without an answer', silent, { kind: 'timed_out', mayHaveHappened: true }],
    ['cut off', (_, response) => void response.destroy(), { kind: 'unreachable', mayHaveHappened: true }],
    ['cut off mid-body', cutMidBody, { kind: 'unreachable', mayHaveHappened: true }],
    ['that failed', text(500, ''), { kind: 'upstream', mayHaveHappened: true }],
    [
      'with garbage for an answer',
      text(201, 'created!'),
      { kind: 'broken_contract', status: 201, mayHaveHappened: true },
    ],
    ['that must wait', json(429, {}, { 'Retry-After': '1' }), { kind: 'refused', status: 429, mayHaveHappened: false }],
    ['refused', json(409, { error_code: 'pool_inactive' }), { kind: 'refused', mayHaveHappened: false }],
    ['that Laravel decided against', json(503, { error_code: 'internal_token_missing' }), { mayHaveHappened: false }],
  ])('%s was sent once', async (_, behaviour, expected) => {
    laravel.behave(behaviour);
    const { client } = makeClient(laravel.url, { timeoutMs: 150 });
    const error = await caught(client.createPool(POOL_INPUT, CONTEXT));
    expect(error).toMatchObject(expected);
    expect(/look whether/.test(error.message)).toBe(error.mayHaveHappened);
    await wait(50);
    expect(laravel.arrived).toHaveLength(1);
  });

  it('to nobody has not happened', async () => {
    await laravel.goAway();
    const { client } = makeClient(laravel.url);
    expect(await caught(client.createPool(POOL_INPUT, CONTEXT))).toMatchObject({
      kind: 'unreachable',
      mayHaveHappened: false,
    });
    await laravel.comeBack();
  });

  it('to a host whose certificate is no good has not happened', async () => {
    const { client } = makeClient(laravel.url.replace('http:', 'https:'));
    expect(await caught(client.createPool(POOL_INPUT, CONTEXT))).toMatchObject({
      kind: 'unreachable',
      mayHaveHappened: false,
    });
  });
});

describe('a command', () => {
  it('is given longer than other calls, and is sent once', async () => {
    laravel.behave(slowly(500, json(200, { data: COMMAND })));
    const { client } = makeClient(laravel.url, { timeoutMs: 100 });
    expect(await client.runCommand(17, wish, CONTEXT)).toEqual(COMMAND);
    expect(laravel.arrived).toHaveLength(1);
  });

  it('is not repeated when its connection breaks', async () => {
    laravel.behave((_, response) => void response.destroy());
    const { client } = makeClient(laravel.url);
    expect(await caught(client.runCommand(17, wish, CONTEXT))).toMatchObject({ mayHaveHappened: true });
    expect(laravel.arrived).toHaveLength(1);
  });

  it('finds its way past a flood of reads, and reads past a flood of commands', async () => {
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    laravel.behave(async (arrived, response) => {
      const isHeld = arrived.path.includes('flood') || arrived.path.endsWith('/99/commands');
      if (isHeld) await gate;
      void json(200, { data: arrived.path.endsWith('commands') ? COMMAND : BUNDLE })(arrived, response);
    });
    const { client } = makeClient(laravel.url, { timeoutMs: 5_000, retryMax: 0 });
    const flood = Array.from({ length: 15 }, () => caught(client.policyPayload('flood', CONTEXT)));
    await client.runCommand(17, wish, CONTEXT);
    finish();
    await Promise.all(flood);
    let finishCommands: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (finishCommands = resolve));
    laravel.behave(async (arrived, response) => {
      if (arrived.path.endsWith('/99/commands')) await held;
      void json(200, { data: arrived.path.endsWith('commands') ? COMMAND : BUNDLE })(arrived, response);
    });
    const commands = Array.from({ length: 5 }, () => client.runCommand(99, wish, CONTEXT));
    expect(await client.latestBundle(17, CONTEXT)).toMatchObject({ engine_server_id: 17 });
    finishCommands();
    await Promise.all(commands);
  });
});

describe('a crowd of calls', () => {
  it('has at most 20 in flight, and is told when too many wait', async () => {
    laravel.behave(
      slowly(100, (arrived, response) =>
        json(200, arrived.method === 'GET' ? SERVER_LIST : { data: COMMAND })(arrived, response),
      ),
    );
    const { client, traffic } = makeClient(laravel.url);
    const reads = Array.from({ length: 60 }, () => client.listServers(CONTEXT));
    const commands = Array.from({ length: 40 }, () => client.runCommand(17, wish, CONTEXT));
    await wait(50);
    expect(traffic.figures().inFlight).toBe(20);
    const results = await Promise.allSettled([...reads, ...commands]);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as LaravelError] : []));
    expect(laravel.mostAtOnce).toBe(LANES.general.inFlight + LANES.commands.inFlight);
    expect(refused).toHaveLength(100 - 60);
    for (const error of refused) expect(error).toMatchObject({ kind: 'overloaded', mayHaveHappened: false });
    expect(traffic.figures().inFlight).toBe(0);
  });
});

describe('an outage', () => {
  it('is met with at most a tenth of retries, in all ways of failing', async () => {
    let turn = 0;
    const ways: Behaviour[] = [text(500, ''), cutMidBody, text(200, 'garbage'), json(200, SERVER_LIST)];
    laravel.behave((arrived, response) => ways[turn++ % ways.length]?.(arrived, response));
    const { client, traffic } = makeClient(laravel.url);
    for (let batch = 0; batch < 20; batch += 1) {
      await Promise.allSettled(Array.from({ length: 10 }, () => client.listServers(CONTEXT)));
      time.pass(200);
    }
    const retries = traffic.figures().retries.reduce((sum, { count }) => sum + count, 0);
    expect(laravel.arrived.length - retries).toBeGreaterThan(150);
    expect(retries).toBeGreaterThan(5);
    expect(retries).toBeLessThanOrEqual((laravel.arrived.length - retries) / 10);
  });

  it('opens the circuit, leaves Laravel alone, and heals', async () => {
    await laravel.goAway();
    const { client, traffic } = makeClient(laravel.url, { retryMax: 0 });
    for (let call = 0; call < 5; call += 1) await caught(client.listServers(CONTEXT));
    expect(traffic.figures().breakers.internal).toBe('open');
    const startedAt = performance.now();
    const refused = await Promise.all(Array.from({ length: 50 }, () => caught(client.listServers(CONTEXT))));
    expect(performance.now() - startedAt).toBeLessThan(100);
    expect(refused.every(({ kind, retryAfterSeconds }) => kind === 'circuit_open' && retryAfterSeconds === 5)).toBe(
      true,
    );
    expect(await caught(client.runCommand(17, wish, CONTEXT))).toMatchObject({
      kind: 'circuit_open',
      mayHaveHappened: false,
    });
    await laravel.comeBack();
    time.pass(5_000);
    const back = await Promise.all(Array.from({ length: 10 }, () => client.listServers(CONTEXT)));
    expect(back).toHaveLength(10);
    expect(traffic.figures().breakers.internal).toBe('closed');
  });

  it('lets one call try while it lasts; the others are told soon', async () => {
    laravel.behave(silent);
    const { client } = makeClient(laravel.url, { retryMax: 0, timeoutMs: 1_500 });
    await Promise.all(Array.from({ length: 5 }, () => caught(client.listServers(CONTEXT))));
    time.pass(5_000);
    laravel.arrived.length = 0;
    const trial = caught(client.listServers(CONTEXT));
    const others = await Promise.all(Array.from({ length: 5 }, () => caught(client.listServers(CONTEXT))));
    expect(others.map(({ kind }) => kind)).toEqual(Array(5).fill('circuit_open'));
    expect(await trial).toMatchObject({ kind: 'timed_out' });
    expect(laravel.arrived).toHaveLength(1);
  });

  it('is not declared over by a command that takes long, nor does one keep others waiting', async () => {
    laravel.behave(text(500, ''));
    const { client, traffic } = makeClient(laravel.url, { retryMax: 0 });
    for (let call = 0; call < 5; call += 1) await caught(client.listServers(CONTEXT));
    time.pass(5_000);
    laravel.behave(async (arrived, response) => {
      if (arrived.method === 'POST') await wait(300);
      void json(200, arrived.method === 'POST' ? { data: COMMAND } : SERVER_LIST)(arrived, response);
    });
    const command = client.runCommand(17, wish, CONTEXT);
    await client.listServers(CONTEXT); // would wait for the command if that were the trial
    expect(traffic.figures().inFlight).toBe(1);
    await command;
    expect(traffic.figures().breakers.internal).toBe('closed');
  });

  it('of the verifier API says nothing about the internal one', async () => {
    const gone = await OddLaravel.start(silent);
    await gone.goAway();
    const { client } = makeClient(laravel.url, { verifier: { baseUrl: gone.url, token: 't' }, retryMax: 0 });
    for (let call = 0; call < 6; call += 1) await caught(client.policyPayload('v1', CONTEXT));
    expect(await caught(client.policyPayload('v1', CONTEXT))).toMatchObject({ kind: 'circuit_open' });
    expect(await client.listServers(CONTEXT)).toEqual(SERVER_LIST.data);
  });

  it('does not open the circuit when Laravel merely refuses', async () => {
    laravel.behave(json(422, { message: 'no' }));
    const { client, traffic } = makeClient(laravel.url);
    for (let call = 0; call < 10; call += 1) await caught(client.listServers(CONTEXT));
    expect(traffic.figures().breakers.internal).toBe('closed');
  });
});

describe('what is told', () => {
  it('holds neither tokens nor links, however it fails', async () => {
    const { client } = makeClient(laravel.url, { timeoutMs: 100 });
    const ways: Behaviour[] = [
      silent,
      cutMidBody,
      text(500, `${TOKEN} in a page`),
      text(200, `{"${TOKEN}`),
      json(401, {}),
    ];
    for (const way of ways) {
      laravel.behave(way);
      const error = await caught(client.listServers(CONTEXT));
      expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toMatch(/4711|127\.0\.0\.1/);
    }
  });

  it('counts attempts by action and outcome', async () => {
    const { client, traffic } = makeClient(laravel.url, { retryMax: 0 });
    await client.listServers(CONTEXT);
    laravel.behave(json(409, { error_code: 'pool_archive_blocked' }));
    await caught(client.archivePool(2, CONTEXT));
    laravel.behave(text(500, ''));
    await caught(client.createBundle(17, CONTEXT));
    laravel.behave(json(404, { error_code: 'bundle_not_found' }));
    await client.latestBundle(17, CONTEXT);
    const figures = traffic.figures();
    expect(figures.requests).toEqual([
      { action: 'list_servers', statusClass: '2xx', count: 1 },
      { action: 'archive_pool', statusClass: '4xx', count: 1 },
      { action: 'provision_bundle', statusClass: '5xx', count: 1 },
      { action: 'latest_bundle', statusClass: '4xx', count: 1 },
    ]);
    expect(figures.failureCodes).toEqual([
      { action: 'archive_pool', errorCode: 'pool_archive_blocked', count: 1 },
      { action: 'provision_bundle', errorCode: 'upstream_error', count: 1 },
    ]);
    expect(figures.failures.map(({ statusClass }) => statusClass)).toEqual(['4xx', '5xx']);
    expect(figures.bundleDurationMs.count).toBe(1);
  });
});
