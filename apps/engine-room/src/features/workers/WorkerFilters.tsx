import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { DESIRED_STATES, PRESENCES, type WorkerRow } from '@app/contracts';
import { useMemo } from 'react';
import { FILTER_FIELD } from '../../ui/filter-field';
import { narrowing, useWorkerFilter } from './filter';
import { SORTABLE, useWorkerSorting } from './sorting';
import { NARROW } from './WorkersTable';
import styles from './WorkerFilters.module.css';

const SORT_LABELS: Readonly<Record<(typeof SORTABLE)[number], string>> = {
  worker_id: 'Worker',
  pool: 'Pool',
  state: 'State, worst first',
  heartbeat: 'Heartbeat, oldest first',
  rate: 'E-mails a second',
  tempfail: 'Tempfail',
  decided: 'Decided',
};

/** Narrows the table; everything chosen here is in the URL. */
export function WorkerFilters({ workers }: { readonly workers: readonly WorkerRow[] }) {
  const [filter, setFilter] = useWorkerFilter();
  const isNarrow = useMediaQuery(NARROW) ?? false;
  const [isOpen, { toggle }] = useDisclosure(false);
  const pools = useMemo(() => [...new Set(workers.map(({ pool }) => pool))].sort(), [workers]);
  const active = narrowing(filter);

  return (
    <div className={styles.filters} role="search" aria-label="Filter workers">
      <TextInput
        id={FILTER_FIELD}
        className={styles.text ?? ''}
        aria-label="Filter by worker, host, address or pool"
        placeholder="Worker, host, address or pool"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={filter.q}
        onChange={(event) => void setFilter({ q: event.currentTarget.value || null })}
      />
      {isNarrow && (
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={isOpen}
          onClick={toggle}
        >
          Filters{active > 0 && ` (${active})`}
        </Button>
      )}
      {(!isNarrow || isOpen) && (
        <>
          <Choice
            label="Pool"
            all="All pools"
            value={filter.pool}
            options={pools.map((pool) => ({ value: pool, label: pool || '(none)' }))}
            onChange={(pool) => void setFilter({ pool })}
          />
          <Choice
            label="Reported state"
            all="Reports any"
            value={filter.status}
            options={DESIRED_STATES.map((value) => ({ value, label: `Reports ${value}` }))}
            onChange={(status) => void setFilter({ status })}
          />
          <Choice
            label="Told state"
            all="Told any"
            value={filter.desired}
            options={DESIRED_STATES.map((value) => ({ value, label: `Told ${value}` }))}
            onChange={(desired) => void setFilter({ desired })}
          />
          <Choice
            label="Presence"
            all="Any presence"
            value={filter.presence}
            options={PRESENCES.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }))}
            onChange={(presence) => void setFilter({ presence })}
          />
          <Choice
            label="Quarantine"
            all="Quarantined or not"
            value={filter.quarantined === null ? null : filter.quarantined ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: 'Quarantined' },
              { value: 'no', label: 'Not quarantined' },
            ]}
            onChange={(choice) => void setFilter({ quarantined: choice && choice === 'yes' })}
          />
          {isNarrow && <SortChoice />}
        </>
      )}
      {active > 0 && (
        <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={() => void setFilter(null)}>
          Clear
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** What the choice that does not narrow is called. */
  readonly all: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | null) => void;
}

const ALL = '*';

function Choice<Value extends string>({ label, all, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <NativeSelect
      aria-label={label}
      data-narrowing={value !== null || undefined}
      className={styles.choice ?? ''}
      data={[{ value: ALL, label: all }, ...options]}
      value={value ?? ALL}
      onChange={({ currentTarget: { value: chosen } }) =>
        onChange(options.find((option) => option.value === chosen)?.value ?? null)
      }
    />
  );
}

function SortChoice() {
  const { sorting, setSorting } = useWorkerSorting();
  return (
    <NativeSelect
      aria-label="Order by"
      className={styles.choice ?? ''}
      data={SORTABLE.map((value) => ({ value, label: `By ${SORT_LABELS[value].toLowerCase()}` }))}
      value={sorting[0]?.id}
      onChange={({ currentTarget: { value: id } }) =>
        setSorting([{ id, desc: id === 'rate' || id === 'tempfail' || id === 'decided' }])
      }
    />
  );
}
