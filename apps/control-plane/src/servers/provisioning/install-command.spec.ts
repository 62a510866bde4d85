import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installCommand } from './install-command.js';

const LINK = 'https://app.sample.test/provisioning/bundles/5d0e2f1c/install.sh?expires=1772440800&signature=ab12';

describe('the install command', () => {
  it('is one line that names the link and no token', () => {
    const command = installCommand(LINK, 'ci-bot') ?? '';
    expect(command).toContain(LINK);
    expect(command).toContain('ci-bot');
    expect(command.split('\n')).toHaveLength(1);
  });

  it.each([
    "https://x.test/'; rm -rf /",
    'https://x.test/$(id)',
    'https://x.test/`id`',
    'https://x.test/a"b',
    'file:///etc',
  ])('is refused for the link %s', (link) => expect(installCommand(link, 'ci-bot')).toBeNull());

  it('asks the host for a user name that a shell could misread', () => {
    expect(installCommand(LINK, '$(id)')).not.toContain('$(id)');
  });

  describe('run by a shell', () => {
    let directory: string;
    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'install-command-'))));
    afterEach(() => rmSync(directory, { recursive: true, force: true }));

    /** Runs the command with a `curl` of our own in front, and tells what the installer saw. */
    function run(curl: string, environment: Record<string, string>) {
      writeFileSync(path.join(directory, 'curl'), `#!/bin/bash\ncat >"$SEEN.config"\n${curl}\n`, { mode: 0o755 });
      const PATH = `${directory}:${process.env['PATH'] ?? ''}`;
      return spawnSync('bash', ['-s'], {
        input: installCommand(LINK, 'ci-bot') ?? '', // as if typed
        env: { PATH, SEEN: path.join(directory, 'seen'), ...environment },
        encoding: 'utf8',
      });
    }
    const seen = () => readFileSync(path.join(directory, 'seen'), 'utf8');

    it('hands user name and token to the installer, whatever they contain, and to no process list', () => {
      const token = `it's $HOME "quoted" \\ &`;
      const installer = `cat <<'EOF'\n#!/usr/bin/env bash\nprintf '%s\\n' "$@" >"$SEEN"; tr '\\0' ' ' </proc/$$/cmdline >>"$SEEN"\nEOF`;
      const { status } = run(installer, { GHCR_TOKEN: token });
      expect(status).toBe(0);
      expect(seen()).toBe(`--ghcr-user\nci-bot\n--ghcr-token\n${token}\nbash `);
    });

    it('shows the link, which opens the secrets of the agent, to curl and to no process list', () => {
      const { status } = run('cat /proc/[0-9]*/cmdline >"$SEEN.processes"; echo "exit 0"', { GHCR_TOKEN: 't' });
      expect(status).toBe(0);
      expect(readFileSync(path.join(directory, 'seen.config'), 'utf8')).toBe(`url = ${LINK}\n`);
      expect(readFileSync(path.join(directory, 'seen.processes'), 'utf8')).not.toContain(LINK);
    });

    it('fails when the link is dead, and runs nothing', () => {
      const { status } = run('echo "curl: (22) 410" >&2; exit 22', { GHCR_TOKEN: 't' });
      expect(status).not.toBe(0);
      expect(existsSync(path.join(directory, 'seen'))).toBe(false);
    });

    it('fails when the installer fails', () => {
      expect(run('echo "exit 7"', { GHCR_TOKEN: 't' }).status).toBe(7);
    });
  });

  it('is understood by a shell', () => {
    expect(() => execFileSync('bash', ['-n', '-c', installCommand(LINK, '') ?? ''])).not.toThrow();
  });
});
