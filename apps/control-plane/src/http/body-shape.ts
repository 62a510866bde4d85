const DEPTH = 32;
/** The body and every value in it, at any depth. */
const NODES = 10_000;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

interface Visit {
  readonly value: object;
  readonly depth: number;
}

/**
 * Why a parsed body is not taken, or null when its shape is harmless: an object, at most 32 levels deep and of at most
 * 10,000 nodes, without names that reach into prototypes when somebody merges it. Walks without recursion, so that
 * depth cannot exhaust the stack.
 */
export function bodyShapeProblem(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'The body must be a JSON object';
  const visits: Visit[] = [{ value: body, depth: 1 }];
  let nodes = 1;
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    const { value, depth } = visit;
    if (depth > DEPTH) return `The body is nested deeper than ${DEPTH} levels`;
    const poison = Array.isArray(value) ? undefined : Object.keys(value).find((name) => POISON.has(name));
    if (poison !== undefined) return `The body has a field named ${poison}, which is not allowed`;
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    nodes += members.length;
    if (nodes > NODES) return `The body has more than ${NODES} values`;
    for (const member of members) {
      if (typeof member === 'object' && member !== null) visits.push({ value: member, depth: depth + 1 });
    }
  }
  return null;
}
