import { PROVIDERS } from '@app/contracts';
import { checkPayload, judgeReply, parseReply, readPolicy, type Judge } from '@app/smtp-policy';
import { seedFile } from '../seeds/seed-file.js';
import {
  renamed,
  withClearerRules,
  withoutGenericRetry,
  withSecondLook,
  withTextForSeconds,
} from './seeded-payloads.js';

const active = seedFile('policy-v4-active.json').toString('utf8');
const reportOf = (payload: string) => checkPayload(JSON.parse(renamed(payload, 'v9')), 'v9');
const judgeOf = (payload: string): Judge => {
  const policy = readPolicy(JSON.parse(payload));
  return { policy, engineEnabled: true, version: policy.version };
};

/** What a mailbox that is not there is told about, at each provider. */
const NOT_THERE = {
  generic: '550 5.1.1 <a@alpha.test>: Recipient address rejected: User unknown',
  gmail: '550 5.1.1  https://support.google.com/mail/?p=NoSuchUser - gsmtp',
  microsoft: '550 5.5.0 Requested action not taken: mailbox unavailable',
  yahoo: '552 1 Requested mail action aborted, mailbox not found',
};
const classesUnder = (payload: string) =>
  PROVIDERS.map(
    (provider) =>
      judgeReply(parseReply([NOT_THERE[provider]]), 'rcpt_to', 'mx', provider, judgeOf(payload))?.decisionClass,
  );

describe('the payloads that a fresh sandbox begins with', () => {
  it.each([
    ['clearer rules', withClearerRules(active)],
    ['a second look', withSecondLook(active)],
  ])('%s: valid and readable', (_, payload) => {
    expect(reportOf(payload)).toMatchObject({ invalid: [], unreadable: [] });
  });

  it('one passes validators, and no worker can read it', () => {
    const { invalid, unreadable } = reportOf(withTextForSeconds(active));
    expect(invalid).toEqual([]);
    expect(unreadable.length).toBeGreaterThan(0);
  });

  it('one is refused by validators', () => {
    expect(reportOf(withoutGenericRetry(active)).invalid).not.toEqual([]);
  });

  it('the good one decides refusals as before, the bad one leaves them open at every provider', () => {
    expect(classesUnder(active)).toEqual(PROVIDERS.map(() => 'undeliverable'));
    expect(classesUnder(withClearerRules(active))).toEqual(PROVIDERS.map(() => 'undeliverable'));
    expect(classesUnder(withSecondLook(active))).toEqual(PROVIDERS.map(() => 'unknown'));
  });
});
