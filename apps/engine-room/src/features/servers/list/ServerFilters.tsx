import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { SERVER_FILTERS, type ServerListMeta } from '@app/contracts';
import { ChoiceChips } from '../../../ui/ChoiceChips';
import { count } from '../../../ui/figures';
import { FILTER_FIELD } from '../../../ui/filter-field';
import { FILTER_LABELS } from '../words';
import { useServerFilter } from './filter';
import styles from './ServersView.module.css';

/** Narrows the list; what is chosen is in the URL, and each choice says how many servers it keeps. */
export function ServerFilters({ counts }: Pick<ServerListMeta, 'counts'>) {
  const { filter, q, setFilter, setQ } = useServerFilter();
  const options = SERVER_FILTERS.map((value) => ({ value, label: FILTER_LABELS[value], note: count(counts[value]) }));
  return (
    <div className={styles.filters} role="search" aria-label="Filter servers">
      <ChoiceChips legend="Servers shown" isLegendHidden options={options} value={filter} onChange={setFilter} />
      <TextInput
        id={FILTER_FIELD}
        className={styles.search ?? ''}
        aria-label="Search by name, address, pool or worker"
        placeholder="Name, address, pool or worker"
        leftSection={<IconSearch size={16} aria-hidden />}
        maxLength={200}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
    </div>
  );
}
