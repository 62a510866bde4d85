import { policyChanges } from './policy-diff.js';

const rule = (rule_id: string, more: object = {}) => ({ rule_id, ...more });

describe('where two policies differ', () => {
  it('is nowhere for the same policy, whatever the order of its keys', () => {
    expect(policyChanges({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toEqual([]);
  });

  it('names the path and both values', () => {
    expect(policyChanges({ retry: { seconds: 60 } }, { retry: { seconds: 90 } })).toEqual([
      { path: 'retry.seconds', kind: 'changed', before: 60, after: 90 },
    ]);
    expect(policyChanges({ a: 1 }, { b: 2 })).toEqual([
      { path: 'a', kind: 'removed', before: 1, after: null },
      { path: 'b', kind: 'added', before: null, after: 2 },
    ]);
  });

  it('tells rules apart by their id: one put in front is one addition', () => {
    const before = { rules: [rule('2'), rule('1')] };
    expect(policyChanges(before, { rules: [rule('new'), rule('2'), rule('1')] })).toEqual([
      { path: 'rules[new]', kind: 'added', before: null, after: rule('new') },
    ]);
    expect(policyChanges(before, { rules: [rule('2', { tag: 'x' }), rule('1')] })).toEqual([
      { path: 'rules[2].tag', kind: 'added', before: null, after: 'x' },
    ]);
  });

  it('says when rules only changed places, since the first that matches decides', () => {
    expect(policyChanges({ rules: [rule('2'), rule('1')] }, { rules: [rule('1'), rule('2')] })).toEqual([
      { path: 'rules (order)', kind: 'changed', before: ['2', '1'], after: ['1', '2'] },
    ]);
  });

  it('takes a list whose rules cannot be told apart as a whole', () => {
    const twice = [rule('a'), rule('a')];
    expect(policyChanges({ rules: twice }, { rules: [rule('a')] })).toEqual([
      { path: 'rules', kind: 'changed', before: twice, after: [rule('a')] },
    ]);
  });
});
