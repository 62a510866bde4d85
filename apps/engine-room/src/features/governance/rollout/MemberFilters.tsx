import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { CohortMember } from '@app/contracts';
import { FILTER_FIELD } from '../../../ui/filter-field';
import { MEMBER_STATES, SIDES, useMemberFilter } from './member-filter';
import styles from './Rollout.module.css';

const STATE_WORDS: Readonly<Record<CohortMember['state'], string>> = {
  as_told: 'Runs what it is told',
  not_yet: 'Does not run it yet',
  unknown: 'Does not say',
};

const ANY = '*';

/** Narrows the workers of a canary. */
export function MemberFilters({ members }: { readonly members: readonly CohortMember[] }) {
  const { filter, setFilter } = useMemberFilter();
  const pools = [...new Set(members.map(({ pool }) => pool))].sort();
  return (
    <div className={styles.filters} role="search" aria-label="Filter the workers of the canary">
      <TextInput
        id={FILTER_FIELD}
        className={styles.search ?? ''}
        aria-label="Search by worker"
        placeholder="Worker"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.worker}
        onChange={(event) => void setFilter({ worker: event.currentTarget.value || null })}
      />
      <NativeSelect
        aria-label="Pool"
        value={filter.pool ?? ANY}
        data={[
          { value: ANY, label: 'All pools' },
          ...pools.map((pool) => ({ value: pool, label: pool || '(no pool)' })),
        ]}
        onChange={({ currentTarget: { value } }) => void setFilter({ pool: value === ANY ? null : value })}
      />
      <NativeSelect
        aria-label="Side"
        value={filter.side ?? ANY}
        data={[
          { value: ANY, label: 'Both sides' },
          { value: 'cohort', label: 'Cohort' },
          { value: 'rest', label: 'Rest' },
        ]}
        onChange={({ currentTarget: { value } }) =>
          void setFilter({ side: SIDES.find((side) => side === value) ?? null })
        }
      />
      <NativeSelect
        aria-label="State"
        value={filter.state ?? ANY}
        data={[
          { value: ANY, label: 'Any state' },
          ...MEMBER_STATES.map((value) => ({ value, label: STATE_WORDS[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          void setFilter({ state: MEMBER_STATES.find((state) => state === value) ?? null })
        }
      />
    </div>
  );
}
