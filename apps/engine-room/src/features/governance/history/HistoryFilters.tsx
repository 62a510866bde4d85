import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { FILTER_FIELD } from '../../../ui/filter-field';
import { ACTION_WORDS } from '../words';
import { ROLLOUT_ACTIONS, SOURCES, useHistoryFilter } from './filter';
import styles from './History.module.css';

const ANY = '*';

/** Narrows the history. */
export function HistoryFilters() {
  const { filter, setFilter } = useHistoryFilter();
  return (
    <div className={styles.filters} role="search" aria-label="Filter the history">
      <TextInput
        id={FILTER_FIELD}
        className={styles.search ?? ''}
        aria-label="Search by version, person, reason or checksum"
        placeholder="Version, person, reason or checksum"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.q}
        onChange={(event) => void setFilter({ q: event.currentTarget.value || null })}
      />
      <NativeSelect
        aria-label="Action"
        value={filter.action ?? ANY}
        data={[
          { value: ANY, label: 'All actions' },
          ...ROLLOUT_ACTIONS.map((value) => ({ value, label: ACTION_WORDS[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          void setFilter({ action: ROLLOUT_ACTIONS.find((action) => action === value) ?? null })
        }
      />
      <NativeSelect
        aria-label="Decided by"
        value={filter.source ?? ANY}
        data={[
          { value: ANY, label: 'By anybody' },
          { value: 'operator', label: 'By people' },
          { value: 'automation', label: 'By the autopilot' },
        ]}
        onChange={({ currentTarget: { value } }) =>
          void setFilter({ source: SOURCES.find((source) => source === value) ?? null })
        }
      />
    </div>
  );
}
