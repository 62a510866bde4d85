import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AgentHost, buildAgent, isRunning, SERVICE, WORKER } from './testing/agent-process.js';

const STUBBORN = `process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up')`;

describe('an agent that keeps its worker', () => {
  let programs: string;
  let program: string;
  const hosts: AgentHost[] = [];
  beforeAll(() => {
    programs = mkdtempSync(join(tmpdir(), 'engine-room-agent-'));
    program = buildAgent(programs);
  });
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.close();
  });
  afterAll(() => rmSync(programs, { recursive: true, force: true }));

  const newHost = (worker = WORKER) => {
    const host = new AgentHost(program, worker);
    hosts.push(host);
    return host;
  };

  it('obeys start, stop, restart and status, and tells the truth about the process', async () => {
    const host = newHost();
    await host.start();
    const first = await host.newWorker();
    expect(await host.command('status')).toMatchObject({
      status: 200,
      body: { status: 'success', service: SERVICE, action: 'status', service_state: 'active', output: 'active' },
    });

    expect(await host.command('restart')).toMatchObject({ status: 200, body: { service_state: 'active' } });
    const second = await host.newWorker(first);
    expect([isRunning(first), isRunning(second)]).toEqual([false, true]);

    expect(await host.command('start')).toMatchObject({ status: 200, body: { service_state: 'active' } });
    expect(host.workerPid).toBe(second);

    expect(await host.command('stop')).toMatchObject({ status: 200, body: { service_state: 'inactive' } });
    expect(isRunning(second)).toBe(false);
    expect(await host.command('status')).toMatchObject({
      status: 422,
      body: { status: 'failed', service_state: 'inactive', message: 'inactive' },
    });
    expect((await host.command('stop')).status).toBe(200);

    expect((await host.command('start')).status).toBe(200);
    expect([await host.newWorker(second)]).toEqual(host.workers);
  });

  it('gives the worker its own environment, and none of the agent’s secrets', async () => {
    const host = newHost();
    await host.start();
    const pid = await host.newWorker();
    while (!host.says('worker.log', 'worker')) await wait(20);
    expect(readFileSync(join(host.state, 'worker.log'), 'utf8')).toBe(`worker ${pid} 17 \n`);
    expect(statSync(join(host.state, 'worker.log')).mode & 0o077).toBe(0);
  });

  it('starts a worker again that was killed', async () => {
    const host = newHost();
    await host.start();
    const first = await host.newWorker();
    process.kill(first, 'SIGKILL');
    while (isRunning(first)) await wait(20);
    expect(await host.command('status')).toMatchObject({ status: 422, body: { service_state: 'activating' } });
    expect(await host.newWorker(first)).not.toBe(first);
    expect(host.workers).toHaveLength(1);
  });

  it('says so when a worker does not start, and goes on trying', async () => {
    const host = newHost("console.error('no such key'); process.exit(1)");
    await host.start();
    const reply = await host.command('restart');
    expect(reply).toMatchObject({
      status: 422,
      body: { service_state: 'activating', message: 'The worker ended by itself: exit code 1' },
    });
    host.writeWorker(WORKER);
    expect(isRunning(await host.newWorker())).toBe(true);
  });

  it('leaves no second worker when it was killed itself and starts again', async () => {
    const host = newHost();
    const agent = await host.start();
    const first = await host.newWorker();
    agent.kill('SIGKILL');
    await once(agent, 'exit');
    expect(isRunning(first)).toBe(true);
    await host.start();
    expect([await host.newWorker(first)]).toEqual(host.workers);
  });

  it('finds such a worker also when the note of it is lost', async () => {
    const host = newHost();
    const agent = await host.start();
    const first = await host.newWorker();
    agent.kill('SIGKILL');
    await once(agent, 'exit');
    rmSync(join(host.state, 'worker.json'));
    await host.start();
    expect([await host.newWorker(first)]).toEqual(host.workers);
  });

  it('never ends somebody else who has the number of an old worker', async () => {
    const host = newHost();
    const bystander = newHost();
    await bystander.start();
    const other = await bystander.newWorker();
    writeFileSync(join(host.state, 'worker.json'), JSON.stringify({ pid: other, startedAt: 'before' }));
    writeFileSync(join(host.state, 'agent.json'), JSON.stringify({ pid: process.pid, startedAt: 'before' }));
    await host.start();
    await host.newWorker();
    expect(isRunning(other)).toBe(true);
  });

  it('takes the place of an agent that runs, and stops with its worker', async () => {
    const host = newHost();
    const old = await host.start();
    const first = await host.newWorker();
    const agent = await host.start();
    expect(old.exitCode).toBe(0);
    const second = await host.newWorker(first);
    expect(host.workers).toEqual([second]);
    expect(host.ask('status')).toBe(`running ${second}`);
    agent.kill('SIGTERM');
    await once(agent, 'exit');
    expect([agent.exitCode, isRunning(second), host.ask('status')]).toEqual([0, false, 'stopped']);
  });

  it('brings back after a shutdown what was wanted before it', async () => {
    const host = newHost();
    await host.start();
    await host.newWorker();
    await host.command('stop');
    expect(host.ask('stop')).toBe('stopped');
    await host.start();
    expect(await host.command('status')).toMatchObject({ body: { service_state: 'inactive' } });
    expect(host.workers).toEqual([]);
    await host.command('start');
    expect(host.ask('stop')).toBe('stopped');
    expect(host.workers).toEqual([]);
    await host.start();
    expect(isRunning(await host.newWorker())).toBe(true);
  });

  it('says when a command takes too long, and finishes it', async () => {
    const host = newHost(STUBBORN);
    await host.start();
    const pid = await host.newWorker();
    while (!host.says('worker.log', 'up')) await wait(20);
    const reply = await host.command('stop', { timeout_seconds: 1 });
    expect(reply).toMatchObject({ status: 504, body: { status: 'failed', message: 'command_timeout' } });
    expect(reply.body['agent_command_id']).toEqual(expect.any(String));
    expect(reply.body).not.toHaveProperty('service_state');
    expect(await host.command('status')).toMatchObject({ body: { service_state: 'deactivating' } });
    expect(await host.command('stop', { timeout_seconds: 20 })).toMatchObject({ body: { service_state: 'inactive' } });
    expect(isRunning(pid)).toBe(false);
  }, 30_000);

  it('runs two commands one after the other', async () => {
    const host = newHost();
    await host.start();
    const first = await host.newWorker();
    const replies = await Promise.all([host.command('restart'), host.command('restart')]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect([await host.newWorker(first)]).toEqual(host.workers);
    const starts = readFileSync(join(host.state, 'worker.log'), 'utf8').match(/^worker \d+/gm);
    expect(new Set(starts).size).toBe(3);
  });

  it('executes a nonce once, also after it was killed and started again', async () => {
    const host = newHost();
    const agent = await host.start();
    const nonce = randomUUID();
    const body = '{"action":"status"}';
    const now = Date.now();
    await host.newWorker();
    expect((await host.send(body, { nonce, now })).status).toBe(200);
    expect(await host.send(body, { nonce, now })).toMatchObject({ status: 409, body: { message: 'nonce_reused' } });
    agent.kill('SIGKILL');
    await once(agent, 'exit');
    await host.start();
    expect(await host.send(body, { nonce, now })).toMatchObject({ status: 409, body: { message: 'nonce_reused' } });
  });

  it('refuses what is old, too large, elsewhere or no command', async () => {
    const host = newHost();
    await host.start({ AGENT_SIGNATURE_TTL: '5' });
    const old = await host.send('{"action":"status"}', { now: Date.now() - 10_000 });
    expect(old).toMatchObject({ status: 422, body: { message: 'signature_expired' } });
    const large = await host.send(JSON.stringify({ action: 'stop', reason: 'x'.repeat(70_000) }));
    expect(large).toMatchObject({ status: 413, body: { message: 'body_too_large' } });
    expect((await fetch(host.url)).status).toBe(501);
    expect((await fetch(host.url.replace('commands', 'other'), { method: 'POST' })).status).toBe(404);
    expect((await fetch(host.url, { method: 'POST', body: '{}' })).status).toBe(401);
    expect(host.workers).toHaveLength(1);
  });

  it('hangs up on who never finishes a request', async () => {
    const host = newHost();
    await host.start();
    const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /v1/commands HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    const begun = performance.now();
    socket.resume();
    await once(socket, 'close');
    expect(performance.now() - begun).toBeLessThan(8_000);
  }, 15_000);

  it('keeps the worker without listening when it has no port', async () => {
    const host = newHost();
    await host.start({ AGENT_PORT: '0', AGENT_TOKEN: '', AGENT_HMAC_SECRET: '' });
    expect(isRunning(await host.newWorker())).toBe(true);
    await expect(fetch(host.url)).rejects.toThrow();
  });

  it('starts no worker when somebody else listens on its port', async () => {
    const host = newHost();
    await host.start();
    const pid = await host.newWorker();
    const state = join(host.directory, 'other');
    const second = await host.start({ AGENT_STATE_DIRECTORY: state });
    expect(second.exitCode).toBe(1);
    expect(host.workers).toEqual([pid]);
  });
});
