import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentCommand } from '@app/agent-protocol';
import { CommandQueue } from '../command/command-queue.js';
import { SystemdDriver } from './systemd-driver.js';

const SERVICE = 'vev-worker.service';

describe('systemd as the driver', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-room-systemctl-'));
  const program = join(directory, 'systemctl');
  const calls = () => readFileSync(join(directory, 'calls'), 'utf8').trim().split('\n');
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** A program in the place of `systemctl` that notes how it is called. */
  const systemctl = (lines: string) => {
    writeFileSync(join(directory, 'calls'), '');
    writeFileSync(program, `#!/bin/sh\necho "$@" >>'${directory}/calls'\n${lines}\n`, { mode: 0o755 });
  };
  const execute = (action: AgentCommand['action'], timeLeftMs = 5_000) =>
    new SystemdDriver(program).execute({ action, service: SERVICE, timeoutSeconds: 8 }, timeLeftMs);

  it('runs the verb, and asks for the state afterwards', async () => {
    systemctl('case $1 in is-active) echo active ;; *) echo done ;; esac');
    expect(await execute('restart')).toEqual({ kind: 'ended', exitCode: 0, output: 'done', serviceState: 'active' });
    expect(calls()).toEqual([`restart ${SERVICE}`, `is-active ${SERVICE}`]);
  });

  it('reports that the service is not active as a failed status', async () => {
    systemctl('echo inactive; exit 3');
    expect(await execute('status')).toEqual({
      kind: 'ended',
      exitCode: 3,
      output: 'inactive',
      serviceState: 'inactive',
    });
    expect(calls()).toEqual([`is-active ${SERVICE}`, `is-active ${SERVICE}`]);
  });

  it('passes on what was said when it fails', async () => {
    systemctl('if [ "$1" = is-active ]; then echo failed; exit 3; fi; echo "Job failed." >&2; exit 1');
    expect(await execute('start')).toMatchObject({ exitCode: 1, output: 'Job failed.', serviceState: 'failed' });
  });

  it('gives up when it takes too long', async () => {
    systemctl('exec sleep 30');
    expect(await execute('stop', 100)).toEqual({ kind: 'timed_out' });
    expect(calls()).toEqual([`stop ${SERVICE}`]);
  });

  it('says that there is none', async () => {
    const driver = new SystemdDriver(join(directory, 'missing'));
    const outcome = await driver.execute({ action: 'start', service: SERVICE, timeoutSeconds: 8 }, 1_000);
    expect(outcome).toMatchObject({ exitCode: 127, output: 'systemctl cannot be run on this host' });
  });

  it('gets a time that a program can have, however long a command waited', async () => {
    systemctl('echo active');
    let now = 0;
    const queue = new CommandQueue(new SystemdDriver(program), () => (now += 0.1));
    const outcome = await queue.run({ action: 'status', service: SERVICE, timeoutSeconds: 8 }, () => false);
    expect(outcome).toMatchObject({ exitCode: 0 });
  });
});
