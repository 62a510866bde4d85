import { BUILT_IN_POLICY, type Conversation, type Heard } from '@app/smtp-policy';
import type { MailServers } from '../mail/mail-servers.js';
import { SimulatedMailServers } from '../mail/simulated-mail-servers.js';
import { csvOf } from './row.js';
import { verifiedRow, type Verification } from './verifier.js';

const OK: Heard = { code: 250, enhanced: null, message: 'Ok' };
const TALK: Conversation = {
  connects: true,
  banner: { ...OK, code: 220 },
  ehlo: OK,
  mailFrom: OK,
  rcptTo: OK,
  randomRcptTo: OK,
};
const reply = (code: number, enhanced: string | null = null, message = ''): Heard => ({ code, enhanced, message });

/** Servers that answer what the test says, attempt by attempt; the last goes on. */
function servers(hosts: readonly string[], ...talks: readonly Partial<Conversation>[]): MailServers {
  return {
    hostsOf: () => hosts,
    converse: (_address, _host, attempt) => ({ ...TALK, ...talks[Math.min(attempt, talks.length) - 1] }),
  };
}

const verification = (mailServers: MailServers, more: Partial<Verification> = {}): Verification => ({
  stage: 'smtp_probe',
  judge: { policy: BUILT_IN_POLICY, engineEnabled: true, version: 'v4' },
  mailServers,
  detectsCatchAll: true,
  maxMxAttempts: 2,
  networkRetries: 0,
  providerPolicies: [],
  modes: {},
  riskyRoles: new Set(['info']),
  domainTypos: new Map([['gmial.com', 'gmail.com']]),
  style: { taxonomy: true, attemptChain: true },
  ...more,
});
const ofTwo = (...talks: readonly Partial<Conversation>[]) =>
  verification(servers(['mx1.a.test', 'mx2.a.test'], ...talks));
const rejectedRandom = { randomRcptTo: reply(550, '5.1.1') };

function chainOf(reason: string): readonly { readonly mx_host: string; readonly smtp_code?: number }[] {
  const encoded = /attempt_chain=([\w-]+)/.exec(reason)?.[1] ?? '';
  return JSON.parse(Buffer.from(encoded, 'base64url').toString());
}

describe('the row of an address', () => {
  it.each([
    ['broken@', 'invalid', 'syntax'],
    ['a@gmial.com', 'risky', 'domain_typo_suspected:suggest=gmail.com:tag=other_unknown'],
    ['a@x.mailinator.com', 'risky', 'disposable_domain:tag=other_unknown'],
    ['Info@alpha.test', 'risky', 'role_account:tag=other_unknown'],
    ['a@nowhere.test', 'risky', 'dns_servfail:tag=other_unknown'],
  ])('that is not tried: %s', (line, category, reason) => {
    expect(verifiedRow(line, verification(new SimulatedMailServers()))).toMatchObject({
      category,
      reason,
      email: line,
    });
  });

  it('is valid when the server takes it and refuses an invented one', () => {
    const row = verifiedRow('a@a.test', ofTwo(rejectedRandom));
    expect(row).toMatchObject({ category: 'valid', baseReason: 'rcpt_ok', tag: '' });
    expect(row.reason).toMatch(
      /^rcpt_ok:decision=deliverable;confidence=high;retry=none;mode=normal;session=generic:normal;provider=generic;mx=mx1\.a\.test;attempt=1;route=mx:mx1\.a\.test;evidence=high;attempt_chain=[\w-]+$/,
    );
  });

  it('is risky when the server takes everybody', () => {
    const row = verifiedRow('a@a.test', ofTwo({}));
    expect(row).toMatchObject({ category: 'risky', baseReason: 'catch_all_high_confidence', tag: 'unknown_transient' });
  });

  it('names version, rule and tag of the rule that decided', () => {
    const { reason, category } = verifiedRow('a@a.test', ofTwo({ rcptTo: reply(550, '5.1.1') }));
    expect(category).toBe('invalid');
    expect(reason).toContain('policy=v4;rule=generic-enhanced-511-mailbox-not-found;tag=mailbox_not_found;');
  });

  it('comes from the first host when both put off', () => {
    const { reason } = verifiedRow('a@a.test', ofTwo({ rcptTo: reply(451, '4.7.1') }, { rcptTo: reply(450, '4.2.0') }));
    expect(reason).toContain(';mx=mx1.a.test;attempt=1;');
    expect(chainOf(reason).map(({ mx_host, smtp_code }) => [mx_host, smtp_code])).toEqual([
      ['mx1.a.test', 451],
      ['mx2.a.test', 450],
    ]);
  });

  it('comes from the second host when the first blocks or puts off and the second decides', () => {
    const blocked = ofTwo({ rcptTo: reply(554, '5.7.1') }, rejectedRandom);
    expect(verifiedRow('a@a.test', blocked).baseReason).toBe('rcpt_ok');
    const refused = ofTwo({ rcptTo: reply(451, '4.7.1') }, { rcptTo: reply(550, '5.1.1') });
    expect(verifiedRow('a@a.test', refused)).toMatchObject({ category: 'invalid' });
  });

  it('is tried again on the same host as often as allowed', () => {
    const work = { ...ofTwo({ rcptTo: reply(451) }), networkRetries: 1 };
    expect(chainOf(verifiedRow('a@a.test', work).reason)).toHaveLength(4);
    const decided = { ...ofTwo({ rcptTo: reply(550) }), networkRetries: 1 };
    expect(chainOf(verifiedRow('a@a.test', decided).reason)).toHaveLength(1);
  });

  it('says what was not heard', () => {
    const nobody = verifiedRow('a@a.test', ofTwo({ connects: false }));
    expect(nobody).toMatchObject({ baseReason: 'smtp_connect_timeout', tag: 'connection_unstable' });
    expect(nobody.reason).toMatch(/^smtp_connect_timeout:tag=connection_unstable;mode=normal;/);
    const silent = verifiedRow('a@a.test', ofTwo({ rcptTo: 'silence' }));
    expect(silent.reason).toMatch(/^smtp_timeout:decision=retryable;tag=connection_unstable;/);
    const closed = verifiedRow('a@a.test', ofTwo({ rcptTo: 'closed' }));
    expect(closed.reason).toMatch(/^smtp_tempfail:decision=retryable;tag=provider_tempfail_unresolved;/);
  });

  it('asks for no recipient when screening', () => {
    const work = { ...ofTwo({ mailFrom: reply(550), rcptTo: reply(550) }), stage: 'screening' as const };
    const row = verifiedRow('a@a.test', work);
    expect(row.reason).toMatch(/^smtp_connect_ok:decision=deliverable;mode=normal;.*provider=generic;.*evidence=low;/);
  });

  it('names the provider policy of its domain and the mode that goes with it', () => {
    const providerPolicies = [{ name: 'yahoo', domains: ['a.test'], networkRetries: null }];
    const work = { ...ofTwo(rejectedRandom), providerPolicies, modes: { yahoo: 'cautious' as const } };
    expect(verifiedRow('x@mail.a.test', work).reason).toContain(';mode=cautious;session=yahoo:cautious;');
  });
});

describe('simulated servers', () => {
  const emails = Array.from({ length: 2_000 }, (_, index) => `probe-${index}@gmail.test`);
  const rows = emails.map((email) => verifiedRow(email, verification(new SimulatedMailServers())));

  it('answer the same every time, and accept most', () => {
    expect(emails.map((email) => verifiedRow(email, verification(new SimulatedMailServers())))).toEqual(rows);
    const share = (category: string) => rows.filter((row) => row.category === category).length / rows.length;
    expect(share('valid')).toBeGreaterThan(0.8);
    expect(share('invalid')).toBeGreaterThan(0.03);
    expect(share('risky')).toBeGreaterThan(0.01);
  });

  it('fill files that have a line an address', () => {
    const lines = csvOf(rows).trim().split('\n');
    expect(lines[0]).toBe('email,reason');
    expect(lines).toHaveLength(rows.length + 1);
  });
});
