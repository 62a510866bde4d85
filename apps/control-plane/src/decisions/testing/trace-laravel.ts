import type { LaravelTrace } from '@app/contracts';
import { type Arrived, type Behaviour, json } from '@app/laravel-client/testing';

/** The traces that a Laravel has, newest first; a test changes them as it needs. */
export interface TraceRecords {
  traces: readonly LaravelTrace[];
}

/** Answers as Laravel's contract says (section 7.6), for a server that may also do otherwise. */
export function answersTraces(records: TraceRecords): Behaviour {
  return (arrived, response) => json(200, tracePage(arrived, records))(arrived, response);
}

export function tracesAsked(arrived: readonly Arrived[]): readonly Arrived[] {
  return arrived.filter(({ path }) => path.includes('/smtp-decision-traces'));
}

function tracePage({ path }: Arrived, { traces }: TraceRecords): unknown {
  const { searchParams } = new URL(path, 'http://laravel.test');
  const limit = Number(searchParams.get('limit') ?? 25);
  const before = Number(searchParams.get('before_id') ?? Infinity);
  const filters = (['provider', 'decision_class', 'reason_tag', 'policy_version'] as const).filter((name) =>
    searchParams.has(name),
  );
  const data = traces
    .filter((trace) => trace.id < before && filters.every((name) => trace[name] === searchParams.get(name)))
    .slice(0, limit);
  return { data, meta: { limit, next_before_id: data.at(-1)?.id ?? null } };
}
