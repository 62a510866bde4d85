import { codeMeaning } from './code-meaning.js';

describe('what codes mean', () => {
  it.each([
    [451, '4.7.1', 'retryable', 'rate_limit'],
    [452, '4.2.2', 'retryable', 'mailbox_full'],
    [450, '4.2.20', 'retryable', 'unknown_transient'],
    [550, '5.1.1', 'undeliverable', 'mailbox_not_found'],
    [550, '5.1.10', 'undeliverable', 'mailbox_not_found'],
    [550, '5.1.8', 'policy_blocked', 'policy_blocked'],
    [552, '5.2.2', 'retryable', 'mailbox_full'],
    [554, '5.7.1', 'policy_blocked', 'policy_blocked'],
    [450, null, 'retryable', 'unknown_transient'],
    [550, null, 'undeliverable', 'mailbox_not_found'],
    [552, null, 'retryable', 'mailbox_full'],
  ])('%s %s is %s, %s', (code, enhanced, decisionClass, tag) => {
    expect(codeMeaning({ smtp_code: code, enhanced_code: enhanced })).toMatchObject({
      decisionClass,
      tag,
      isClear: true,
    });
  });

  it.each([
    [550, '5.5.0'],
    [554, null],
    [354, null],
    [554, '5.4.1'],
  ])('%s %s leaves it open, and says so', (code, enhanced) => {
    const meaning = codeMeaning({ smtp_code: code, enhanced_code: enhanced });
    expect(meaning).toMatchObject({ decisionClass: 'unknown', isClear: false });
    expect(meaning.source).toContain(String(enhanced ?? code));
  });
});
