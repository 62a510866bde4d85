import { Button } from '@mantine/core';
import type { WorkerRow } from '@app/contracts';
import type { RowSelectionState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { count } from '../../ui/figures';
import { matches, useWorkerFilter } from './filter';
import { SelectionBar } from './SelectionBar';
import { WorkerFilters } from './WorkerFilters';
import { WorkersTable } from './WorkersTable';
import { Loading } from '../../ui/Loading';
import styles from './WorkersView.module.css';

/** Filters, selection and table. `workers` is undefined until the fleet is known. */
export function WorkersView({ workers }: { readonly workers: readonly WorkerRow[] | undefined }) {
  if (!workers) return <Loading height={384} label="Waiting for the fleet" />;
  return <KnownWorkers workers={workers} />;
}

function KnownWorkers({ workers }: { readonly workers: readonly WorkerRow[] }) {
  const [filter, setFilter] = useWorkerFilter();
  const [selection, setSelection] = useState<RowSelectionState>({});
  const shown = useMemo(() => workers.filter((row) => matches(filter, row)), [workers, filter]);
  const selected = useMemo(() => workers.filter((row) => selection[row.worker_id]), [workers, selection]);
  const hidden = useMemo(() => selected.filter((row) => !matches(filter, row)).length, [selected, filter]);

  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <WorkerFilters workers={workers} />
        <p className={styles.count}>
          {count(shown.length)} of {count(workers.length)}
          <span className="visually-hidden"> workers shown</span>
        </p>
      </div>
      <WorkersTable
        workers={shown}
        selection={selection}
        onSelectionChange={setSelection}
        empty={
          workers.length === 0 ? (
            <p>No worker has reported yet. Workers appear here with their first heartbeat.</p>
          ) : (
            <p>
              No worker matches.{' '}
              <Button size="compact-sm" variant="light" onClick={() => void setFilter(null)}>
                Clear the filters
              </Button>
            </p>
          )
        }
      />
      {/* below the table: above it, it would move the rows away from under the pointer that selects them */}
      {selected.length > 0 && (
        <SelectionBar
          selected={selected}
          hidden={hidden}
          shown={shown.length}
          onSelectShown={() => setSelection(Object.fromEntries(shown.map(({ worker_id }) => [worker_id, true])))}
          onClear={() => setSelection({})}
        />
      )}
    </div>
  );
}
