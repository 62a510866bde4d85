import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { SandboxProcess } from './testing/sandbox-process.js';

const MAIN = path.resolve(import.meta.dirname, '../../../dist/apps/laravel-sandbox/src/main.js');

describe('the built sandbox', () => {
  let sandbox: SandboxProcess | undefined;
  afterEach(() => sandbox?.stop());

  it('tells everything that is wrong with its environment and does not start', () => {
    const env = { PATH: process.env['PATH'], PORT: 'x', APP_URL: 'y' };
    const { status, stderr } = spawnSync(process.execPath, [MAIN], { env, encoding: 'utf8' });
    expect(status).toBe(1);
    for (const key of ['PORT', 'APP_URL', 'APP_KEY']) expect(stderr).toContain(`  ${key} must`);
  });

  it('listens on the address it is told and no other, at first on this machine alone', async () => {
    sandbox = await SandboxProcess.start();
    const { port } = sandbox;
    const isReached = (host: string) =>
      fetch(`http://${host}:${port}/up`).then(
        () => true,
        () => false,
      );
    expect(await Promise.all(['127.0.0.1', '127.0.0.2'].map(isReached))).toEqual([true, false]);
  }, 30_000);

  it('listens, stops gently, and knows everything again', async () => {
    sandbox = await SandboxProcess.start();
    const lines = sandbox.log
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
    expect(lines.find(({ message }) => message.msg === 'listening')?.message.port).toBe(sandbox.port);
    const headers = { 'X-Internal-Token': sandbox.internalToken, 'Content-Type': 'application/json' };
    const servers = `${sandbox.url}/api/internal/engine-servers`;
    const body = JSON.stringify({ name: 'a', ip_address: '127.0.0.9' });
    expect((await fetch(servers, { method: 'POST', headers, body })).status).toBe(201);
    expect(await sandbox.end()).toBe(0);
    await sandbox.start();
    const { data } = (await (await fetch(servers, { headers })).json()) as { data: { servers: { name: string }[] } };
    expect(data.servers.map(({ name }) => name)).toEqual(['a']);
    await sandbox.end('SIGKILL');
    await sandbox.start();
    expect((await fetch(servers, { headers })).status).toBe(200);
  }, 60_000);
});
