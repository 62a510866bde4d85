import { recordedTraces } from '@app/smtp-policy/testing';
import { attempt, trace } from '../testing/traces.js';
import { traceRow, unfoldedClass } from './trace-row.js';

describe('a trace as the API tells it', () => {
  it('has the codes of the attempt that decided, and says that they are from there', () => {
    const chain = [attempt({ smtp_code: 550, decision_class: 'policy_blocked' }), attempt({ attempt_number: 2 })];
    expect(traceRow(trace(7, { attempt_chain: chain }))).toMatchObject({
      smtp_code: '550',
      enhanced_code: '4.7.1',
      retry_strategy: 'greylist',
      reason_tag: 'provider_tempfail_unresolved',
      decision_class: 'unknown',
      unfolded_class: 'policy_blocked',
      lifted: ['smtp_code', 'enhanced_code', 'retry_strategy'],
      observed_at: '2026-11-23T18:56:38Z',
    });
  });

  it('keeps what the row says itself', () => {
    const row = traceRow(trace(7, { smtp_code: '421', enhanced_code: '4.3.2', retry_strategy: 'tempfail' }));
    expect(row).toMatchObject({ smtp_code: '421', enhanced_code: '4.3.2', lifted: [] });
  });

  it('lifts nothing where nobody knows which attempt decided', () => {
    const chain = [attempt(), attempt({ attempt_number: 2 })];
    const row = traceRow(trace(7, { attempt_chain: chain, attempt_route: null }));
    expect(row).toMatchObject({ smtp_code: '', unfolded_class: 'unknown', lifted: [], attempt_route: null });
  });

  it('tells an address by its hash alone, whatever Laravel adds', () => {
    const odd = { ...trace(7), email: 'someone@example.net', email_hash: 'someone@example.net' };
    const chained = { ...odd, attempt_chain: [{ ...attempt(), recipient: 'someone@example.net' }] };
    expect(JSON.stringify(traceRow(chained))).not.toContain('someone');
  });

  it('has no null where the former service had text', () => {
    for (const recorded of recordedTraces()) {
      const { attempt_route: _route, attempt_chain: _chain, ...texts } = traceRow(recorded);
      expect(Object.values(texts)).not.toContain(null);
    }
  });

  it('unfolds what recorded rows know as two classes', () => {
    const counts = new Map<string, number>();
    for (const recorded of recordedTraces()) {
      const word = unfoldedClass(recorded);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['policy_blocked', 'retryable', 'undeliverable', 'unknown']);
  });
});
