import type { PolicyDiff } from '@app/contracts';

type Change = PolicyDiff['changes'][number];
type Fields = Readonly<Record<string, unknown>>;

/**
 * Where two payloads differ, by path. Rules are told apart by their `rule_id`, so that one that was put in front is one
 * addition and not a change of all that follow; a list whose rules only changed places is one change.
 */
export function policyChanges(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (before === undefined) return after === undefined ? [] : [{ path, kind: 'added', before: null, after }];
  if (after === undefined) return [{ path, kind: 'removed', before, after: null }];
  if (isFields(before) && isFields(after))
    return ofFields(before, after, (key) => (path === '' ? key : `${path}.${key}`));
  const rulesBefore = rulesOf(before);
  const rulesAfter = rulesOf(after);
  if (rulesBefore !== null && rulesAfter !== null) {
    return [
      ...ofFields(rulesBefore, rulesAfter, (id) => `${path}[${id.slice(1)}]`),
      ...orderOf(rulesBefore, rulesAfter, path),
    ];
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, kind: 'changed', before, after }];
}

function ofFields(before: Fields, after: Fields, pathOf: (key: string) => string): readonly Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => policyChanges(before[key], after[key], pathOf(key)));
}

/** The first rule that matches decides: their order is part of the policy. */
function orderOf(before: Fields, after: Fields, path: string): readonly Change[] {
  const kept = (one: Fields, other: Fields) => Object.keys(one).filter((id) => Object.hasOwn(other, id));
  const were = kept(before, after);
  const are = kept(after, before);
  const isSame = were.every((id, index) => id === are[index]);
  return isSame ? [] : [{ path: `${path} (order)`, kind: 'changed', before: named(were), after: named(are) }];
}

function named(ids: readonly string[]): readonly string[] {
  return ids.map((id) => id.slice(1));
}

/** A list of rules by id; null: it is none, or two have the same id. */
function rulesOf(value: unknown): Fields | null {
  if (!Array.isArray(value)) return null;
  // The space keeps ids that are digits from being sorted as numbers: the order of keys is the order of rules.
  const entries = value.map((rule: unknown) => [isFields(rule) ? ` ${String(rule['rule_id'])}` : null, rule] as const);
  const ids = new Set(entries.map(([id]) => id));
  return ids.size === entries.length && !ids.has(null) ? Object.fromEntries(entries) : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
