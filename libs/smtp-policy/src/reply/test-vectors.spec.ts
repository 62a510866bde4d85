import { BUILT_IN_POLICY } from '../policy/read-policy.js';
import { attemptChain } from '../probe/attempt-chain.js';
import type { Conversation } from '../probe/conversation.js';
import { judgeReply, profileName, type Command, type Judge, type Reply } from './judge-reply.js';
import { parseReply } from './parse-reply.js';
import { waitSeconds } from './wait-seconds.js';

/** The built-in policy, adaptive waits, unless said otherwise (worker behaviour, section 12). */
const ON: Judge = { policy: BUILT_IN_POLICY, engineEnabled: true, version: 'v4' };
const OFF: Judge = { ...ON, engineEnabled: false };
const GENERIC = 'mx1.alpha.test';
const rcpt = { command: 'rcpt_to' as Command, hint: '', judge: ON, adaptive: true };

describe('how long a worker waits', () => {
  it.each([
    ['mx.google.example', '550 5.1.1 The account does not exist here', rcpt, 0],
    [GENERIC, '550 5.1.1 The account does not exist here', rcpt, 0],
    [GENERIC, '550 rejected here', rcpt, 0],
    [GENERIC, '554 5.7.1 relay refused', rcpt, 300],
    [GENERIC, '452 4.2.2 over quota', rcpt, 90],
    [GENERIC, '451 4.7.1 slow down', rcpt, 180],
    [GENERIC, '451 4.7.1 slow down', { ...rcpt, judge: OFF }, 180],
    ['mx.google.example', '421 4.7.0 unusual rate', rcpt, 240],
    ['mx.outlook.example', '450 4.3.2 busy', rcpt, 150],
    ['mta5.yahoodns.example', '553 5.7.2 permanently deferred', rcpt, 0],
    [GENERIC, '554 Sender verify failed', rcpt, 300],
    [GENERIC, '554 Authentication required', rcpt, 300],
    [GENERIC, '552 storage problem', rcpt, 0],
    [GENERIC, '550 sender rejected', { ...rcpt, command: 'mail_from' as const }, 90],
    [GENERIC, '550 sender rejected', { ...rcpt, command: 'mail_from' as const, judge: OFF, adaptive: false }, 30],
    [GENERIC, '554 no service for you', { ...rcpt, command: 'banner' as const, judge: OFF }, 0],
    [GENERIC, '250 AUTH LOGIN PLAIN', { ...rcpt, command: 'ehlo' as const }, 300],
    [GENERIC, '220 alpha, see usage policy', { ...rcpt, command: 'banner' as const }, 300],
    [GENERIC, '250 2.1.5 Ok', rcpt, 0],
    [GENERIC, '354 go on', rcpt, 75],
    [GENERIC, '451 4.7.500 busy', { ...rcpt, hint: 'Outlook' }, 180],
  ] as const)('%s says %s', (host, line, { command, hint, judge, adaptive }, seconds) => {
    const reply = parseReply([line]);
    const verdict = judgeReply(reply, command, host, hint, judge);
    expect(verdict && waitSeconds(verdict, reply, host, hint, judge, adaptive)).toBe(seconds);
  });
});

describe('replies of section 12 that judge-reply.spec.ts does not have', () => {
  const judged = (line: string, command: Command) => judgeReply(parseReply([line]), command, GENERIC, '', ON);

  it('are judged as a worker does', () => {
    expect(judged('554 Authentication required', 'rcpt_to')?.ruleId).toBe('generic-msg-policy-blocked');
    const greeting = judged('220 alpha, see usage policy', 'banner');
    expect(greeting).toMatchObject({ decisionClass: 'policy_blocked', ruleId: 'generic-msg-policy-blocked' });
    expect(profileName({ message: '' }, GENERIC, 'Outlook')).toBe('outlook');
  });

  it('are read from their lines', () => {
    expect(parseReply(['550'])).toMatchObject({ code: 550, message: '550' });
    expect(parseReply(['5.1.1 x'])).toMatchObject({ code: 0 });
  });
});

describe('two hosts, one try each', () => {
  const ok: Reply = { code: 250, enhanced: null, message: 'Ok' };
  const heard = (line: string): Conversation => ({
    connects: true,
    banner: ok,
    ehlo: ok,
    mailFrom: ok,
    rcptTo: parseReply([line]),
    randomRcptTo: parseReply(['550 5.1.1 x']),
  });
  const tried = (lines: readonly string[]) =>
    attemptChain(
      ['mx1.alpha.test', 'mx2.alpha.test'],
      0,
      { stage: 'smtp_probe', detectsCatchAll: false, hint: '', judge: ON },
      (_host, attempt) => heard(lines[attempt - 1] ?? ''),
    );

  it.each([
    [['451 4.7.1 x', '450 4.2.0 x'], 1, 'risky', 'smtp_tempfail'],
    [['554 5.7.1 x', '250 Ok'], 2, 'valid', 'rcpt_ok'],
    [['451 4.7.1 x', '550 5.1.1 x'], 2, 'invalid', 'mailbox_not_found'],
  ] as const)('%j', (lines, decidedBy, category, reasonCode) => {
    const chain = tried(lines);
    expect(chain).toMatchObject({ decidedBy, result: { verdict: { category, reasonCode } } });
    expect(chain.attempts).toHaveLength(2);
  });
});
