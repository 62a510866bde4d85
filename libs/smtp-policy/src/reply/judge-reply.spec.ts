import { judgeReply, type Command, type Judge } from './judge-reply.js';
import { BUILT_IN_POLICY, readPolicy } from '../policy/read-policy.js';

const ON: Judge = { policy: BUILT_IN_POLICY, engineEnabled: true, version: 'v4' };
const OFF: Judge = { ...ON, engineEnabled: false };
const HOSTS = {
  google: 'mx.google.example',
  generic: 'mx1.alpha.test',
  outlook: 'mx.outlook.example',
  yahoo: 'mta5.yahoodns.example',
};

interface Vector {
  readonly host?: keyof typeof HOSTS;
  readonly off?: true;
  readonly command?: Command;
  readonly hint?: string;
  readonly said: readonly [number, string | null, string];
  /** Class, category, reason, reason code, tag, strategy, confidence, rule; null: the session goes on. */
  readonly expected: string | null;
}

/** What the real worker made of these replies (worker behaviour, section 12). */
const VECTORS: readonly Vector[] = [
  {
    host: 'google',
    said: [550, '5.1.1', '5.1.1 The account does not exist here'],
    expected: 'undeliverable/invalid/rcpt_rejected/mailbox_not_found/mailbox_not_found/none/high/',
  },
  {
    said: [550, '5.1.1', '5.1.1 The account does not exist here'],
    expected:
      'undeliverable/invalid/rcpt_rejected/mailbox_not_found/mailbox_not_found/none/high/generic-enhanced-511-mailbox-not-found',
  },
  {
    said: [550, null, 'rejected here'],
    expected:
      'undeliverable/invalid/rcpt_rejected/rcpt_rejected/mailbox_not_found/none/high/generic-smtp-550-553-undeliverable',
  },
  {
    said: [554, '5.7.1', '5.7.1 relay refused'],
    expected:
      'policy_blocked/risky/smtp_tempfail/smtp_policy_blocked/policy_blocked/policy_delay/medium/generic-enhanced-57-policy-blocked',
  },
  {
    said: [452, '4.2.2', '4.2.2 over quota'],
    expected:
      'retryable/risky/smtp_tempfail/smtp_tempfail/unknown_transient/tempfail/medium/generic-enhanced-42-44-retry',
  },
  {
    said: [451, '4.7.1', '4.7.1 slow down'],
    expected:
      'retryable/risky/smtp_tempfail/smtp_tempfail/unknown_transient/greylist/medium/generic-smtp-421-452-retry',
  },
  {
    off: true,
    said: [451, '4.7.1', '4.7.1 slow down'],
    expected: 'retryable/risky/smtp_tempfail/smtp_tempfail/unknown_transient/greylist/medium/',
  },
  {
    host: 'google',
    said: [421, '4.7.0', '4.7.0 unusual rate'],
    expected: 'retryable/risky/smtp_tempfail/smtp_tempfail/rate_limit/greylist/medium/gmail-enhanced-47-retry',
  },
  {
    host: 'outlook',
    said: [450, '4.3.2', '4.3.2 busy'],
    expected: 'retryable/risky/smtp_tempfail/smtp_tempfail/unknown_transient/tempfail/low/',
  },
  {
    host: 'yahoo',
    said: [553, '5.7.2', '5.7.2 permanently deferred'],
    expected: 'policy_blocked/risky/smtp_tempfail/smtp_policy_blocked/policy_blocked/policy_delay/medium/',
  },
  {
    said: [554, null, 'Sender verify failed'],
    expected:
      'policy_blocked/risky/smtp_tempfail/smtp_policy_blocked/auth_required/policy_delay/medium/generic-msg-auth-required',
  },
  {
    said: [552, null, 'storage problem'],
    expected: 'undeliverable/invalid/rcpt_rejected/rcpt_rejected/mailbox_not_found/none/high/',
  },
  {
    command: 'mail_from',
    said: [550, null, 'sender rejected'],
    expected:
      'retryable/risky/smtp_tempfail/smtp_mailfrom_rejected/mailbox_not_found/tempfail/high/generic-smtp-550-553-undeliverable',
  },
  {
    command: 'mail_from',
    off: true,
    said: [550, null, 'sender rejected'],
    expected: 'retryable/risky/smtp_tempfail/smtp_mailfrom_rejected/smtp_tempfail/tempfail/low/',
  },
  {
    command: 'banner',
    off: true,
    said: [554, null, 'no service for you'],
    expected: 'undeliverable/invalid/smtp_unavailable/smtp_unavailable/mailbox_not_found/none/high/',
  },
  {
    command: 'ehlo',
    said: [250, null, 'AUTH LOGIN PLAIN'],
    expected:
      'policy_blocked/risky/smtp_tempfail/smtp_policy_blocked/policy_blocked/policy_delay/medium/generic-msg-policy-blocked',
  },
  { command: 'ehlo', off: true, said: [250, null, 'AUTH LOGIN PLAIN'], expected: null },
  { said: [250, '2.1.5', '2.1.5 Ok'], expected: 'deliverable/valid/rcpt_ok/rcpt_ok//none/high/' },
  {
    said: [354, null, 'go on'],
    expected: 'unknown/risky/smtp_tempfail/smtp_unknown/unknown_transient/tempfail/low/',
  },
  {
    hint: 'Outlook',
    said: [451, '4.7.500', '4.7.500 busy'],
    expected:
      'retryable/risky/smtp_tempfail/smtp_tempfail/unknown_transient/greylist/medium/generic-smtp-421-452-retry',
  },
];

function judged({ host = 'generic', off, command = 'rcpt_to', hint = '', said }: Vector): string | null {
  const [code, enhanced, message] = said;
  const verdict = judgeReply({ code, enhanced, message }, command, HOSTS[host], hint, off ? OFF : ON);
  if (verdict === null) return null;
  const { decisionClass, category, reason, reasonCode, tag, strategy, confidence, ruleId } = verdict;
  return [decisionClass, category, reason, reasonCode, tag, strategy, confidence, ruleId].join('/');
}

describe('what a reply means', () => {
  it.each(VECTORS.map((vector) => [vector.said.join(' '), vector] as const))('%s', (_said, vector) => {
    expect(judged(vector)).toBe(vector.expected);
  });

  it('is named after the active version only where a rule decided', () => {
    const verdict = (code: number, enhanced: string) =>
      judgeReply({ code, enhanced, message: '' }, 'rcpt_to', HOSTS.google, '', { ...ON, version: 'v9' });
    expect(verdict(421, '4.7.0')).toMatchObject({ policyVersion: 'v9', ruleId: 'gmail-enhanced-47-retry' });
    expect(verdict(550, '5.1.1')).toMatchObject({ policyVersion: '', ruleId: '' });
  });
});

describe('a policy payload', () => {
  const rule = { rule_id: 'r', smtp_codes: [550], decision_class: 'retryable', reason_code: 'smtp_greylist' };
  const payload = (profiles: object) => ({ version: 'v1', profiles });

  it('fills empty lists and missing providers from the built-in policy', () => {
    const { profiles } = readPolicy(payload({ gmail: { smtp_code_rules: [], message_rules: [rule] } }));
    expect(profiles.gmail.codeRules).toBe(BUILT_IN_POLICY.profiles.gmail.codeRules);
    expect(profiles.gmail.messageRules).toHaveLength(1);
    expect(profiles.yahoo).toBe(BUILT_IN_POLICY.profiles.yahoo);
  });

  it('infers what a rule leaves out', () => {
    const { profiles } = readPolicy(payload({ generic: { smtp_code_rules: [rule] } }));
    expect(profiles.generic.codeRules[0]).toMatchObject({
      tag: 'greylist',
      confidence: 'medium',
      category: 'risky',
      reason: 'smtp_tempfail',
    });
  });

  it.each([
    ['a text for a code', { generic: { smtp_code_rules: [{ ...rule, smtp_codes: ['550'] }] } }],
    ['half a second', { generic: { retry: { default_seconds: 1.5 } } }],
    ['a list for a profile', { generic: ['x'] }],
    ['a number for a text', { generic: { enhanced_rules: [{ rule_id: 5 }] } }],
  ])('is refused as a whole for %s', (_what, profiles) => {
    expect(() => readPolicy(payload(profiles))).toThrow('must be');
  });
});
