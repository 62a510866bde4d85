const DEPTH = 32;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

interface Visit {
  readonly value: object;
  readonly depth: number;
}

/**
 * Why a parsed body is not taken, or null when its shape is harmless: an object, at most 32 levels deep, without names
 * that reach into prototypes when somebody merges it. Walks without recursion, so that depth cannot exhaust the stack.
 */
export function bodyShapeProblem(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'The body must be a JSON object';
  const visits: Visit[] = [{ value: body, depth: 1 }];
  for (let visit = visits.pop(); visit !== undefined; visit = visits.pop()) {
    if (visit.depth > DEPTH) return `The body is nested deeper than ${DEPTH} levels`;
    for (const [name, value] of Object.entries(visit.value) as [string, unknown][]) {
      if (POISON.has(name)) return `The body has a field named ${name}, which is not allowed`;
      if (typeof value === 'object' && value !== null) visits.push({ value, depth: visit.depth + 1 });
    }
  }
  return null;
}
