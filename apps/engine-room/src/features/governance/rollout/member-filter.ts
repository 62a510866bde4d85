import type { CohortMember } from '@app/contracts';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

export const SIDES = ['cohort', 'rest'] as const;
export const MEMBER_STATES = ['as_told', 'not_yet', 'unknown'] as const satisfies readonly CohortMember['state'][];

const inUrl = {
  worker: parseAsString.withDefault(''),
  pool: parseAsString,
  side: parseAsStringLiteral(SIDES),
  state: parseAsStringLiteral(MEMBER_STATES),
};

/** Which members are shown; it stands in the URL. */
export function useMemberFilter() {
  const [filter, setFilter] = useQueryStates(inUrl);
  return { filter, setFilter };
}

export type MemberFilter = ReturnType<typeof useMemberFilter>['filter'];

/** Those that the filter keeps; whoever has not followed yet comes first. */
export function keptMembers(members: readonly CohortMember[], filter: MemberFilter): readonly CohortMember[] {
  const wanted = filter.worker.trim().toLowerCase();
  return members
    .filter(
      (member) =>
        (wanted === '' || member.worker_id.toLowerCase().includes(wanted)) &&
        (filter.pool === null || member.pool === filter.pool) &&
        (filter.side === null || member.in_cohort === (filter.side === 'cohort')) &&
        (filter.state === null || member.state === filter.state),
    )
    .sort((one, other) => rank(one) - rank(other) || one.worker_id.localeCompare(other.worker_id, 'en', NUMERIC));
}

const NUMERIC = { numeric: true } as const;

const rank = ({ in_cohort: isTold, state }: CohortMember): number => (state === 'not_yet' ? 0 : 2) + (isTold ? 0 : 1);
