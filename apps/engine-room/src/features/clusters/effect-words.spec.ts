import { effectWords } from './effect-words';

const effect = { traces: 100, changed: 0, changed_in_cluster: 0, transitions: [], indeterminate: 0 };

describe('effectWords', () => {
  it('says that a rule changes nothing', () => {
    expect(effectWords({ effect, base_version: null })).toBe(
      'Tried in the policy built into workers on 100 recorded traces, it would change nothing.',
    );
  });

  it('tells what was meant from what was not', () => {
    const meant = { ...effect, changed: 9, changed_in_cluster: 9 };
    expect(effectWords({ effect: meant, base_version: 'v4' })).toMatch(/9 differently, all of them of this cluster\.$/);
    const wide = { ...meant, changed: 12, indeterminate: 3 };
    expect(effectWords({ effect: wide, base_version: 'v4' })).toMatch(
      /12 differently, 9 of this cluster and 3 of other replies\. For 3 nobody can tell\.$/,
    );
  });
});
