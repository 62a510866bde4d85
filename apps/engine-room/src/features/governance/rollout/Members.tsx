import { Button } from '@mantine/core';
import { IconCheck, IconHelp, IconHourglass } from '@tabler/icons-react';
import type { CohortMember } from '@app/contracts';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import table from '../../../ui/DataTable.module.css';
import { count } from '../../../ui/figures';
import { StatusBadge } from '../../../ui/StatusBadge';
import type { Look } from '../../../ui/look';
import { keptMembers, useMemberFilter } from './member-filter';
import { MemberFilters } from './MemberFilters';
import styles from './Rollout.module.css';

const STATE_LOOK: Readonly<Record<CohortMember['state'], Look>> = {
  as_told: { label: 'as told', tone: 'ok', icon: IconCheck },
  not_yet: { label: 'not yet', tone: 'warn', icon: IconHourglass },
  unknown: { label: 'does not say', tone: 'quiet', icon: IconHelp },
};

/** Rows at first, and added with each wish for more. */
const PAGE = 12;

/** The workers one by one; what narrows them is in the URL. */
export function Members({ members }: { readonly members: readonly CohortMember[] }) {
  const { filter } = useMemberFilter();
  const [shown, setShown] = useState(PAGE);
  const kept = keptMembers(members, filter);
  return (
    <>
      <MemberFilters members={members} />
      {kept.length === 0 && <p className={styles.none}>No worker is like that.</p>}
      {kept.length > 0 && (
        <table role="table" className={table.table}>
          <thead role="rowgroup">
            <tr role="row">
              {['Worker', 'State', 'Pool', 'Side', 'Told', 'Reports', 'Told apart by'].map((name) => (
                <th key={name} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {kept.slice(0, shown).map((member) => (
              <MemberRow key={member.worker_id} member={member} />
            ))}
          </tbody>
        </table>
      )}
      {kept.length > shown && (
        <p className={styles.more}>
          {count(shown)} of {count(kept.length)} shown.{' '}
          <Button size="compact-sm" variant="default" onClick={() => setShown(shown + 200)}>
            Show more
          </Button>
        </p>
      )}
    </>
  );
}

function MemberRow({ member }: { readonly member: CohortMember }) {
  const { worker_id: workerId, pool, presence, told_version: told, reported_version: reported } = member;
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <Link to={`/workers/${encodeURIComponent(workerId)}`}>{workerId}</Link>
      </th>
      <td role="cell">
        <StatusBadge {...STATE_LOOK[member.state]} isPlain />
        {presence !== 'live' && <span className={styles.note}> {presence}</span>}
      </td>
      <td role="cell" data-label="Pool">
        {pool || '(no pool)'}
      </td>
      <td role="cell" data-label="Side">
        {member.in_cohort ? 'cohort' : 'rest'}
      </td>
      <td role="cell" data-label="Told">
        {told ?? <span className={styles.note}>no version</span>}
      </td>
      <td role="cell" data-label="Reports">
        {reported ?? <span className={styles.note}>no version</span>}
      </td>
      <td role="cell" data-label="Told apart by">
        {member.keyed_by === 'worker' ? 'its name' : 'its pool'}
      </td>
    </tr>
  );
}
