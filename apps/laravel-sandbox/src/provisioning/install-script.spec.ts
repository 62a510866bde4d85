import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { installScript } from './install-script.js';
import { curlQuote, shellQuote } from './install-script/shell-quote.js';
import { agentUnit, workerUnit } from './install-script/systemd-units.js';
import { installFacts, workerEnv } from './install-script/testing/install-facts.js';

/** What Bash makes of some words: each on its own, with a NUL between them. */
function asBashReads(words: readonly string[]): readonly string[] {
  const script = words.map((word) => `printf '%s\\0' ${word}\n`).join('');
  return execFileSync('/bin/bash', ['--norc', '-s'], { input: script, encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a quoted word', () => {
  it('is the value again, whatever is in it', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^['"\\$`!\n;&|<>(){}[\]*?~# a]{0,12}$/));
    const values = fc.array(
      text.filter((value) => !value.includes('\0')),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(values, (all) => {
        expect(asBashReads(all.map(shellQuote))).toEqual(all);
      }),
      { numRuns: 40 },
    );
  });

  it('cannot hold what would end it', () => {
    expect(() => shellQuote('a\0b')).toThrow(RangeError);
    expect(() => curlQuote('a\nurl = "http://elsewhere.test"')).toThrow(RangeError);
    expect(curlQuote('say "\\"')).toBe('"say \\"\\\\\\""');
  });
});

describe('an installer', () => {
  it('is a program that Bash can read', () => {
    execFileSync('/bin/bash', ['-n'], { input: installScript(installFacts()) });
  });

  it('gives Bash exactly the values it was made of, whatever is in them', () => {
    const value = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(value, value, (name, secret) => {
        fc.pre(secret !== '');
        const facts = installFacts({
          workerEnv: workerEnv({ ENGINE_SERVER_NAME: name }),
          agent: { token: 't', secret, signatureTtlSeconds: 60, port: 9713 },
        });
        const script = installScript(facts);
        const only = script.slice(script.indexOf('facts() {'), script.indexOf('\nstage() {'));
        const told = execFileSync('/bin/bash', ['-s'], { input: `${only}facts; printf '%s' "$HEARTBEAT_BODY"` });
        expect(JSON.parse(told.toString('utf8'))).toMatchObject({ server: { name } });
      }),
      { numRuns: 40 },
    );
  });

  it('ends with its call, and nothing of it stands outside of a function', () => {
    const lines = installScript(installFacts())
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.at(-1)).toBe('main "$@"');
    const script = `${lines.slice(0, -1).join('\n')}\n`;
    const left = execFileSync('/bin/bash', ['-s'], { input: `${script}compgen -v | grep -c '^AGENT_ENV$' || true` });
    expect(left.toString().trim()).toBe('0');
  });

  it('has no secret in a line that is run: they are values of the facts alone', () => {
    const script = installScript(installFacts());
    const begin = script.indexOf('facts() {');
    const rest = script.slice(0, begin) + script.slice(script.indexOf('\nstage() {'));
    for (const secret of ['worker-token', 'agent-token', 'agent-secret', 'signature='])
      expect(rest).not.toContain(secret);
  });

  it.each([
    ['a link with a quote', { stagesUrl: 'http://a.test/"\nurl = "http://b.test' }],
    ['another scheme', { stagesUrl: 'file:///etc/passwd' }],
    [
      'a checksum that is none',
      { downloads: { ...installFacts().downloads, agent: { url: 'http://a.test', sha256: '' } } },
    ],
    ['a relative path', { envPath: 'worker.env' }],
    ['a path with a way out', { envPath: '/etc/../root/worker.env' }],
    ['a unit with an option in it', { units: { worker: '--now x.service', agent: 'a.service' } }],
    ['one unit for both', { units: { worker: 'a.service', agent: 'a.service' } }],
    ['an agent without a secret', { agent: { token: 't', secret: '', signatureTtlSeconds: 60, port: 9713 } }],
    ['an environment with a line that is none', { workerEnv: `${workerEnv()}oops\n` }],
  ])('is not written with %s', (_, wish) => {
    expect(() => installScript(installFacts(wish))).toThrow(RangeError);
  });
});

describe('the units', () => {
  it('carry the restart policy and the limits in systemd’s words', () => {
    const unit = workerUnit(
      installFacts({ restartPolicy: 'unless-stopped', limits: { memory: '512m', cpus: '1.5', pids: 1 } }),
    );
    expect(unit).toContain('Restart=always\n');
    expect(unit).toContain('MemoryMax=512M\nCPUQuota=150%\n');
    expect(unit).toContain('TasksMax=64\n');
    expect(workerUnit(installFacts({ restartPolicy: 'on-failure' }))).toContain('Restart=on-failure\n');
    expect(workerUnit(installFacts())).not.toMatch(/MemoryMax|CPUQuota/);
  });

  it('leave the agent without capabilities, unless its port needs one', () => {
    expect(agentUnit(9_713)).toContain('CapabilityBoundingSet=\n');
    expect(agentUnit(443)).toContain('CapabilityBoundingSet=CAP_NET_BIND_SERVICE\n');
  });
});
