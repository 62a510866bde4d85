import { expect } from '@playwright/test';
import type { Host } from '../../apps/stack/bin/test-hosts.mjs';

const UNITS = ['vev-worker.service', 'vev-worker-agent.service'] as const;
const SECRET_FILES = ['/etc/valid-email/worker.env', '/etc/vev/worker-agent.env'] as const;

/**
 * What systemd on the host says of the two units, checked: active, enabled, files as the contract of Laravel names them
 * (section 5.5).
 * @returns facts by name, for the report
 */
export async function systemdFacts(host: Host): Promise<readonly (readonly [what: string, fact: string])[]> {
  const facts: [string, string][] = [['systemd on the host', await said(host, 'systemctl --version | head -n 1')]];
  for (const unit of UNITS) {
    const state = await said(host, `systemctl is-active ${unit}; systemctl is-enabled ${unit}`);
    expect(state, unit).toBe('active enabled');
    const text = await said(host, `cat /etc/systemd/system/${unit}`);
    expect(text, unit).toMatch(/ExecStart=\S*node \/usr\/local\/lib\/vev\/\w+\.mjs/);
    expect(text, unit).toContain('EnvironmentFile=/etc/');
    expect(text, unit).toContain('NoNewPrivileges=yes');
    expect(text, unit).not.toMatch(/TOKEN|SECRET/);
    const lines = text
      .split(/ (?=\[|\w+=)/)
      .filter((line) => /^(Type|EnvironmentFile|ExecStart|Restart|DynamicUser)=/.test(line));
    facts.push([unit, `${state}; ${lines.join(', ')}`]);
  }
  for (const file of SECRET_FILES) {
    const mode = await said(host, `stat -c '%a %U' ${file}`);
    expect(mode, file).toBe('600 root');
    facts.push([file, `mode ${mode}`]);
  }
  const control = await said(host, 'vev-worker-control status');
  expect(control).toBe('running');
  facts.push(['vev-worker-control status', control]);
  return facts;
}

/** In one line. */
async function said(host: Host, command: string): Promise<string> {
  return (await host.run(command)).output.trim().replace(/\s*\n\s*/g, ' ');
}
