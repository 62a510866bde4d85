import { freePort } from '@app/testing';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installScript, type InstallFacts } from './install-script.js';
import { BundleServer } from './install-script/testing/bundle-server.js';
import { installFacts, workerEnv } from './install-script/testing/install-facts.js';

const WORKER = `console.log('worker', process.env.ENGINE_SERVER_NAME); setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));`;
const ROOT = join(import.meta.dirname, '../../../..');
const TOKENS = ['--ghcr-user', 'bot', '--ghcr-token', 'registry-secret'];
const STAGES = ['prepare', 'environment', 'download', 'checksum', 'service', 'agent', 'start', 'self_check'];

interface Ran {
  readonly code: number;
  readonly output: string;
}

describe('the installer on a host without systemd', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-room-install-'));
  const home = join(directory, 'vev');
  let agentProgram: string;
  let server: BundleServer;
  let port: number;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, 'apps/host-agent/bin/build-agent.mjs'), directory]);
    agentProgram = readFileSync(join(directory, 'agent.mjs'), 'utf8');
    port = await freePort();
  });
  beforeEach(async () => {
    server = new BundleServer();
    await server.listen();
  });
  afterEach(async () => {
    if (existsSync(join(home, 'bin/vev-host'))) await run(join(home, 'bin/vev-host'), ['shutdown']);
    rmSync(home, { recursive: true, force: true });
    await server.close();
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function script(wish: Partial<InstallFacts> = {}): string {
    return installScript(
      installFacts({
        workerEnv: workerEnv({ ENGINE_API_BASE_URL: server.url, ENGINE_SERVER_NAME: `Bob's "#1" \\ $HOME host` }),
        agent: { token: 'agent-token', secret: 'agent-secret', signatureTtlSeconds: 60, port },
        downloads: { agent: server.offer('agent.mjs', agentProgram), worker: server.offer('worker.mjs', WORKER) },
        stagesUrl: `${server.url}/stages?expires=1&signature=link-secret`,
        ...wish,
      }),
    );
  }

  /** As the printed command does it: through a pipe into bash. */
  async function install(
    text: string,
    args = TOKENS,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Ran> {
    const env = {
      PATH: process.env['PATH'],
      HOME: directory,
      VEV_HOME: home,
      VEV_INSTALL_MODE: 'process',
      ...environment,
    };
    const bash = spawn('/bin/bash', ['-s', '--', ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [bash.stdout, bash.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
    bash.stdin.on('error', () => undefined);
    bash.stdin.end(text);
    await once(bash, 'close');
    return { code: bash.exitCode ?? -1, output };
  }

  const workerPid = async () =>
    Number((await run(join(home, 'bin/vev-host'), ['status'])).output.replace('running ', ''));

  it('makes the worker run, tells every stage, and keeps its secrets', async () => {
    const { code, output } = await install(script());
    expect(output).toContain('==> self_check: the worker runs');
    expect(code).toBe(0);
    expect(server.stages).toEqual(STAGES.flatMap((stage) => [`${stage} running`, `${stage} done`]));
    const pid = await workerPid();
    expect(process.kill(pid, 0)).toBe(true);
    expect(readFileSync(join(home, 'state/worker.log'), 'utf8')).toBe(`worker Bob's "#1" \\ $HOME host\n`);

    for (const file of ['worker.env', 'agent.env', 'bin/agent.mjs', 'state/worker.json', 'agent.log']) {
      expect([file, statSync(join(home, file)).mode & 0o077]).toEqual([file, 0]);
    }
    const secrets = ['worker-token', 'agent-token', 'agent-secret', 'registry-secret', 'link-secret'];
    const agentPid = Number(/"pid":(\d+)/.exec(readFileSync(join(home, 'state/agent.json'), 'utf8'))?.[1]);
    const shown = [output, readFileSync(join(home, 'agent.log'), 'utf8'), ...[pid, agentPid].map(commandLine)].join(
      '\n',
    );
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(environment(pid)).not.toMatch(/\0AGENT_|GHCR|agent-secret|registry-secret/);
    expect(environment(agentPid)).not.toMatch(/GHCR|registry-secret|agent-secret/);

    const [beat] = server.asked.filter(({ path }) => path === '/api/verifier/heartbeat');
    expect(beat?.authorization).toBe('Bearer 12|worker-token');
    expect(JSON.parse(beat?.body ?? '')).toEqual({
      server: { name: `Bob's "#1" \\ $HOME host`, ip_address: '127.0.0.1', environment: null, region: null },
    });
    const [claim] = server.asked.filter(({ path }) => path === '/api/verifier/chunks/claim-next');
    expect(claim).toMatchObject({ authorization: 'Bearer 12|worker-token', body: '{"worker_id":"17"}' });
  }, 60_000);

  it('can be run again: there is one worker, with the new environment', async () => {
    expect((await install(script())).code).toBe(0);
    const first = await workerPid();
    const changed = workerEnv({ ENGINE_API_BASE_URL: server.url, ENGINE_SERVER_NAME: 'renamed' });
    expect((await install(script({ workerEnv: changed }))).code).toBe(0);
    const second = await workerPid();
    expect(second).not.toBe(first);
    expect(() => process.kill(first, 0)).toThrow();
    expect(readFileSync(join(home, 'state/worker.log'), 'utf8')).toContain('worker renamed');
    expect(processesOf(join(home, 'bin'))).toHaveLength(2);
  }, 60_000);

  it('keeps a worker without an agent that listens when none is wanted', async () => {
    const { code, output } = await install(script({ agent: null }));
    expect(output).toContain('listens to nobody');
    expect(code).toBe(0);
    expect(process.kill(await workerPid(), 0)).toBe(true);
    expect(await canConnect(port)).toBe(false);
  }, 60_000);

  it('installs nothing of a download that is not what the bundle says', async () => {
    const text = script();
    server.answers.set('/worker.mjs', [200, `${WORKER}\nimport('node:fs')`]);
    const { code, output } = await install(text);
    expect(output).toContain('==> checksum: failed: worker.mjs is not what the bundle says');
    expect(code).toBe(1);
    expect(server.stages.at(-1)).toBe('checksum failed');
    expect(existsSync(join(home, 'bin/worker.mjs'))).toBe(false);
  });

  it.each([
    [403, 'the link has expired or was replaced'],
    [410, 'the link has expired or was replaced'],
    [404, 'the bundle is gone'],
    [500, 'the answer was 500'],
  ])(
    'says what a download answered with %d means',
    async (status, words) => {
      const text = script();
      server.answers.set('/agent.mjs', [status, '']);
      const { code, output } = await install(text);
      expect(output).toContain(words);
      expect(code).toBe(1);
      expect(server.stages.at(-1)).toBe('download failed');
    },
    30_000,
  );

  it('says when the worker’s token is refused', async () => {
    server.answers.set('/api/verifier/heartbeat', [401, '{}']);
    const { code, output } = await install(script());
    expect(output).toContain("==> self_check: failed: the worker's token was refused");
    expect(code).toBe(1);
  }, 60_000);

  it('says when the worker does not keep running', async () => {
    const agent = server.offer('agent.mjs', agentProgram);
    const text = script({ downloads: { agent, worker: server.offer('other.mjs', 'process.exit(1)') } });
    const { code, output } = await install(text);
    expect(output).toContain('==> self_check: failed: the worker does not keep running');
    expect(code).toBe(1);
  }, 60_000);

  it('works when nobody hears its reports', async () => {
    server.answers.set('/stages', [410, '']);
    expect((await install(script())).code).toBe(0);
    expect(server.stages).toEqual(['prepare running']);
  }, 60_000);

  it('takes the registry’s credentials from the environment as well', async () => {
    const { code, output } = await install(
      script(),
      ['--ghcr-user', '<ghcr-username>', '--ghcr-token', '<ghcr-token>'],
      {
        GHCR_USER: 'bot',
        GHCR_TOKEN: 'registry-secret',
      },
    );
    expect(output).not.toContain('registry-secret');
    expect(code).toBe(0);
  }, 60_000);

  it.each([
    ['no credentials', [], 'the registry user is missing'],
    ['no token', ['--ghcr-user', 'bot', '--ghcr-token', ''], 'the registry token is missing'],
    ['half an option', ['--ghcr-user'], '--ghcr-user has no value'],
    ['another option', ['--force'], 'unknown argument --force'],
    ['a stray word', ['registry-secret'], 'an argument that belongs to no option'],
  ])('does nothing with %s', async (_, args, words) => {
    const { code, output } = await install(script(), args);
    expect(output).toContain(`==> prepare: failed: ${words}`);
    expect(code).toBe(1);
    expect(existsSync(home)).toBe(false);
  });

  it('does nothing when half of it arrives', async () => {
    const whole = script();
    for (const share of [0.3, 0.6, 0.95]) {
      await install(whole.slice(0, Math.floor(whole.length * share)));
      expect(existsSync(home)).toBe(false);
    }
    await install(whole.slice(0, whole.lastIndexOf('main "$@"')));
    expect([existsSync(home), server.asked]).toEqual([false, []]);
  });

  it.each([
    ['no node', null],
    ['an old node', '#!/bin/sh\necho 18\n'],
  ])('says what is missing when there is %s', async (_, node) => {
    const programs = mkdtempSync(join(directory, 'programs-'));
    for (const name of [
      'bash',
      'cat',
      'chmod',
      'cut',
      'curl',
      'dirname',
      'flock',
      'id',
      'mkdir',
      'mktemp',
      'rm',
      'sed',
      'tr',
    ]) {
      symlinkSync(
        execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim(),
        join(programs, name),
      );
    }
    if (node !== null) writeFileSync(join(programs, 'node'), node, { mode: 0o755 });
    const { code, output } = await install(script(), TOKENS, { PATH: programs });
    expect(output).toContain('==> prepare: failed: Node.js 20 or later is missing');
    expect(code).toBe(1);
  });

  it('lets one installation run at a time', async () => {
    mkdirSync(home);
    const holder = spawn('flock', [join(home, 'install.lock'), 'sh', '-c', 'echo held; sleep 60'], { detached: true });
    await once(holder.stdout, 'data');
    const { code, output } = await install(script());
    process.kill(-(holder.pid ?? 0), 'SIGKILL');
    expect(output).toContain('another installation runs on this host');
    expect(code).toBe(1);
  });
});

function run(file: string, args: readonly string[]): Promise<Ran> {
  return new Promise((answer) => {
    execFile(file, [...args], (error, stdout, stderr) => {
      answer({ code: typeof error?.code === 'number' ? error.code : 0, output: `${stdout}${stderr}`.trim() });
    });
  });
}

function commandLine(pid: number): string {
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
}

function processesOf(directory: string): readonly string[] {
  const lines = execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(directory) && !line.startsWith('Z'));
}

function environment(pid: number): string {
  return readFileSync(`/proc/${pid}/environ`, 'utf8');
}

async function canConnect(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}
