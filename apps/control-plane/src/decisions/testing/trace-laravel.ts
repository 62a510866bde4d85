import type { LaravelTrace } from '@app/contracts';
import { type Arrived, type Behaviour, json } from '@app/laravel-client/testing';

/** What a Laravel has for decisions: traces, newest first, and payloads by version; a test changes both as it needs. */
export interface TraceRecords {
  traces: readonly LaravelTrace[];
  payloads: Readonly<Record<string, unknown>>;
}

/** Answers as Laravel's contract says (sections 7.3 and 7.6), for a server that may also do otherwise. */
export function answersTraces(records: TraceRecords): Behaviour {
  return (arrived, response) => {
    const url = new URL(arrived.path, 'http://laravel.test');
    const answer = url.pathname.endsWith('/smtp-decision-traces') ? tracePage(url, records) : payload(url, records);
    return json(answer === null ? 404 : 200, answer ?? { message: '' })(arrived, response);
  };
}

export function tracesAsked(arrived: readonly Arrived[]): readonly Arrived[] {
  return arrived.filter(({ path }) => path.includes('/smtp-decision-traces'));
}

function tracePage({ searchParams }: URL, { traces }: TraceRecords): unknown {
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

function payload({ pathname }: URL, { payloads }: TraceRecords): unknown {
  const version = decodeURIComponent(/\/policy-versions\/([^/]+)\/payload$/.exec(pathname)?.[1] ?? '');
  if (!Object.hasOwn(payloads, version)) return null;
  return {
    data: {
      version,
      is_active: false,
      status: 'draft',
      validation_status: 'valid',
      schema_version: 'v4',
      mode_semantics_hash: null,
      policy_payload: payloads[version],
    },
  };
}
