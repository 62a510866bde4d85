import { BUILT_IN_POLICY, checkPayload, profileOf, readPolicy, writePolicy } from '@app/smtp-policy';
import { recordedPayload, recordedPolicy, recordedTraces } from '@app/smtp-policy/testing';
import { attempt, trace } from '../testing/traces.js';
import { cautionsOf } from './draft-cautions.js';
import { measuredEffect } from './draft-effect.js';
import { draftRule, ruleIdsIn, withDraft } from './draft-payload.js';
import { replyClusters } from './reply-clusters.js';

const traces = [...recordedTraces()].reverse();
const active = recordedPolicy('active');
const clusters = replyClusters(traces).clusters.filter(({ smtp_code: code }) => (code ?? 0) >= 300);
const REFUSED = { provider: 'gmail', enhanced_code: '5.7.1', smtp_code: 550, host_pattern: null } as const;
const inForce = new Map([active, recordedPolicy('candidate')].map((policy) => [policy.version, policy]));

describe('a drafted rule', () => {
  it('stands first in its list, and nothing else in the policy moves', () => {
    for (const cluster of clusters) {
      const draft = draftRule(cluster, ruleIdsIn(active));
      const { policy, findings } = withDraft(recordedPayload('active'), draft);
      expect(findings).toEqual([]);
      const list = draft.list === 'enhanced_rules' ? 'enhancedRules' : 'codeRules';
      const [first, ...rest] = profileOf(policy, cluster.provider)[list];
      expect(first?.ruleId).toBe(draft.rule['rule_id']);
      expect(rest).toEqual(profileOf(active, cluster.provider)[list]);
      const without = { ...profileOf(policy, cluster.provider), [list]: rest };
      const profiles = { ...policy.profiles, [cluster.provider]: without };
      expect({ ...policy, profiles }).toEqual(active);
    }
  });

  it('keeps the built-in rules of a list that the payload leaves to the worker', () => {
    const [cluster] = replyClusters([trace(1)]).clusters;
    if (cluster === undefined) throw new Error('the trace is unresolved');
    const draft = draftRule(cluster, new Set());
    const payload = { enabled: true, version: 'v9', schema_version: 'v2', profiles: { gmail: {} } };
    const { policy } = withDraft(payload, draft);
    const builtIn = profileOf(readPolicy(payload), 'generic');
    expect(profileOf(policy, 'generic').enhancedRules.slice(1)).toEqual(builtIn.enhancedRules);
    expect(profileOf(policy, 'generic').messageRules).toEqual(builtIn.messageRules);
  });

  it('passes the check on top of the built-in policy', () => {
    const [cluster] = replyClusters([trace(1)]).clusters;
    if (cluster === undefined) throw new Error('the trace is unresolved');
    const draft = draftRule(cluster, ruleIdsIn(BUILT_IN_POLICY));
    expect(withDraft(null, draft).findings).toEqual([]);
    expect(checkPayload({ profiles: {} }, 'v9').invalid.length).toBeGreaterThan(0);
  });

  it('takes no id that a rule has already', () => {
    const [cluster] = clusters;
    if (cluster === undefined) throw new Error('no cluster was recorded');
    const taken = String(draftRule(cluster, new Set()).rule['rule_id']);
    expect(draftRule(cluster, new Set([taken])).rule['rule_id']).toBe(`${taken}-2`);
  });
});

describe('the measured effect', () => {
  const measure = async (id: string) => {
    const cluster = clusters.find((one) => one.id === id);
    if (cluster === undefined) throw new Error('no such cluster');
    const draft = draftRule(cluster, ruleIdsIn(active));
    const drafted = withDraft(recordedPayload('active'), draft);
    const policies = { base: active, drafted: drafted.policy };
    const measured = await measuredEffect(traces, id, draft, policies, { inForce, isComplete: true });
    return { cluster, draft, drafted, measured };
  };

  it('is what the rule says, wherever it can be told, and adds up', async () => {
    for (const { id, count } of clusters.slice(0, 8)) {
      const { draft, measured } = await measure(id);
      const { effect, touched, touchedOutside } = measured;
      expect(effect.traces).toBe(traces.length);
      expect(touched - touchedOutside).toBe(count);
      expect(effect.changed + effect.indeterminate).toBeLessThanOrEqual(touched);
      expect(effect.changed_in_cluster).toBeLessThanOrEqual(Math.min(count, effect.changed));
      expect(effect.transitions.reduce((sum, cell) => sum + cell.count, 0)).toBe(effect.changed);
      for (const { from, to } of effect.transitions) expect(from).not.toBe(to);
      if (draft.meaning.decisionClass === 'retryable') continue;
      const drafted = String(draft.rule['decision_class']);
      const others = effect.transitions.filter(({ to }) => to !== drafted).reduce((sum, cell) => sum + cell.count, 0);
      expect(others).toBeLessThanOrEqual(touchedOutside);
    }
  });

  it('is a block where a policy took it for a delay', async () => {
    const wrong = { ...draftRule({ ...REFUSED, enhanced_code: '4.4.4' }, new Set()).rule, enhanced_prefixes: ['5.7.'] };
    const base = readPolicy({
      version: 'v9',
      profiles: { gmail: { enhanced_rules: [{ ...wrong, rule_id: 'late' }] } },
    });
    const chain = [
      attempt({
        smtp_code: 550,
        enhanced_code: '5.7.1',
        provider_profile: 'gmail',
        confidence_hint: 'low',
        retry_strategy: 'tempfail',
      }),
    ];
    const named = { policy_version: 'v9', matched_rule_id: 'late' };
    const late = [3, 2, 1].map((id) => trace(id, { ...named, provider: 'gmail', attempt_chain: chain }));
    const [cluster] = replyClusters(late).clusters;
    if (cluster === undefined) throw new Error('the traces are unresolved');
    const draft = draftRule(cluster, ruleIdsIn(base));
    const drafted = withDraft(writePolicy(base), draft);
    const known = { inForce: new Map([['v9', base]]), isComplete: true };
    const measured = await measuredEffect(late, cluster.id, draft, { base, drafted: drafted.policy }, known);
    expect(measured.effect).toEqual({
      traces: 3,
      changed: 3,
      changed_in_cluster: 3,
      transitions: [{ from: 'retryable', to: 'policy_blocked', count: 3 }],
      indeterminate: 0,
    });
    expect(cautionsOf(cluster, draft, drafted, measured).join(' ')).toMatch(/RFC 3463.*3 replies only/s);
  });

  it('comes with whole sentences about what to look at', async () => {
    for (const { id } of clusters.slice(8, 16)) {
      const { cluster, draft, drafted, measured } = await measure(id);
      for (const caution of cautionsOf(cluster, draft, drafted, measured)) {
        expect(caution).toMatch(/^[A-Z0-9].*\.$/);
        expect(caution).not.toMatch(/undefined|null|NaN|\s{2}/);
      }
    }
  });
});
