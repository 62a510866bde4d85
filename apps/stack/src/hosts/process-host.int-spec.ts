import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../repository.js';
import { ProcessHost } from './process-host.js';
import { SHUTDOWN_WATCH } from './shut-down-with-parent.js';

const WORKER = `setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));`;

describe('a host that is a directory', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-room-hosts-'));
  const hosts: ProcessHost[] = [];
  beforeAll(() => execFileSync(process.execPath, [join(ROOT, 'apps/host-agent/bin/build-agent.mjs'), directory]));
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const newHost = (name: string, address: string) => {
    const host = new ProcessHost({
      name,
      address,
      directory: join(directory, name),
      environment: { GHCR_USER: 'bot' },
    });
    hosts.push(host);
    return host;
  };
  /** As the installer leaves it. */
  const installOn = (home: string) => {
    const script = `#!/bin/sh
export AGENT_ENV_FILE='${home}/agent.env'
case $1 in
  boot) "${process.execPath}" '${home}/bin/agent.mjs' run >/dev/null 2>&1 & sleep 1.5 ;;
  shutdown) exec "${process.execPath}" '${home}/bin/agent.mjs' stop ;;
  status) exec "${process.execPath}" '${home}/bin/agent.mjs' status ;;
esac
`;
    execFileSync('mkdir', ['-p', join(home, 'bin')]);
    copyFileSync(join(directory, 'agent.mjs'), join(home, 'bin/agent.mjs'));
    writeFileSync(join(home, 'bin/worker.mjs'), WORKER);
    writeFileSync(join(home, 'bin/vev-host'), script, { mode: 0o755 });
    writeFileSync(join(home, 'worker.env'), '');
    const keys = {
      DRIVER: 'process',
      PORT: '0',
      WORKER_SCRIPT: `${home}/bin/worker.mjs`,
      WORKER_ENV_FILE: `${home}/worker.env`,
    };
    const lines = Object.entries({ ...keys, STATE_DIRECTORY: `${home}/state` }).map(
      ([key, value]) => `AGENT_${key}=${value}\n`,
    );
    writeFileSync(join(home, 'agent.env'), lines.join(''));
  };

  it('runs a line as printed, as somebody who is logged in there', async () => {
    const host = newHost('one', '127.0.0.11');
    const { code, output } = await host.run(
      'printf "%s|" "$VEV_HOME" "$VEV_AGENT_BIND" "$GHCR_USER" "$(ps -o args= -p $$)"; echo no >&2; exit 3',
    );
    expect(code).toBe(3);
    expect(output).toBe(`${join(directory, 'one')}|127.0.0.11|bot|/bin/bash -s|no\n`);
  });

  it('has nothing to boot before something is installed', async () => {
    const host = newHost('bare', '127.0.0.12');
    await host.boot();
    expect(await host.workerPid()).toBeNull();
  });

  it('boots what is installed, and shuts it down', async () => {
    const host = newHost('two', '127.0.0.12');
    installOn(join(directory, 'two'));
    await host.boot();
    const pid = await host.workerPid();
    expect(process.kill(pid ?? 0, 0)).toBe(true);
    await host.shutdown();
    expect(await host.workerPid()).toBeNull();
    expect(() => process.kill(pid ?? 0, 0)).toThrow();
    await host.boot();
    expect(await host.workerPid()).not.toBe(pid);
  });

  it('does not outlive the process that made it, however that ends', async () => {
    const home = join(directory, 'three');
    installOn(home);
    const { watched, parent } = await bootedByAnother(home);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await untilGone(watched);
  }, 30_000);

  /** A parent of its own that boots a host and then does nothing; the watch is the very one of `ProcessHost`. */
  async function bootedByAnother(home: string) {
    const script = `const { spawn, execFileSync } = require('node:child_process');
      spawn('/bin/sh', ['-c', process.argv[1], 'sh', process.argv[2]], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
      execFileSync(process.argv[2], ['boot']);
      console.log(execFileSync(process.argv[2], ['status']).toString());
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', script, SHUTDOWN_WATCH, join(home, 'bin/vev-host')]);
    const [told] = await once(parent.stdout, 'data');
    return { parent, watched: Number(/running (\d+)/.exec(String(told))?.[1]) };
  }
});

async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
      if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return;
    } catch {
      return;
    }
    await wait(50);
  }
}
