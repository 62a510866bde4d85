import type { WorkerRow } from '@app/contracts';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from '@tanstack/react-table';
import { CheckboxCell, DecidedCell, HeartbeatCell, NameCell, RateCell, StateCell, TempfailCell } from './cells';
import { presentRates } from './present-rates';
import { RowActions } from './RowActions';

export const features = tableFeatures({
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

const column = createColumnHelper<typeof features, WorkerRow>();

/** What needs a look first: silent, then not following, then by reported state. */
const stateOrder = (row: WorkerRow): string =>
  `${row.presence === 'silent' ? 0 : row.presence === 'late' ? 1 : 2}${row.convergence === 'effective' ? 1 : 0}${row.status}`;

/** Nothing measured sorts below every figure. */
const orBelow = (value: number | null) => value ?? -1;

export const columns = column.columns([
  column.display({
    id: 'select',
    header: ({ table }) => (
      <CheckboxCell
        label="Select all workers shown"
        isSelected={table.getIsAllRowsSelected()}
        isMixed={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
        onChange={table.getToggleAllRowsSelectedHandler()}
      />
    ),
    cell: ({ row }) => (
      <CheckboxCell
        label={`Select ${row.id}`}
        isSelected={row.getIsSelected()}
        onChange={row.getToggleSelectedHandler()}
      />
    ),
  }),
  column.accessor('worker_id', {
    header: 'Worker',
    sortFn: sortFn_alphanumeric,
    cell: ({ row }) => <NameCell row={row.original} />,
  }),
  column.accessor('pool', { header: 'Pool', sortFn: sortFn_alphanumeric }),
  column.accessor(stateOrder, {
    id: 'state',
    header: 'Reported → told',
    sortFn: sortFn_basic,
    cell: ({ row }) => <StateCell row={row.original} />,
  }),
  column.accessor('last_heartbeat_at', {
    id: 'heartbeat',
    header: 'Heartbeat',
    sortFn: sortFn_basic,
    sortDescFirst: false,
    cell: ({ row }) => <HeartbeatCell row={row.original} />,
  }),
  column.accessor((row) => orBelow(presentRates(row).emailsPerSecond), {
    id: 'rate',
    header: 'E-mails/s',
    sortFn: sortFn_basic,
    sortDescFirst: true,
    cell: ({ row }) => <RateCell row={row.original} />,
  }),
  column.accessor((row) => orBelow(presentRates(row).tempfail), {
    id: 'tempfail',
    header: 'Tempfail',
    sortFn: sortFn_basic,
    sortDescFirst: true,
    cell: ({ row }) => <TempfailCell row={row.original} />,
  }),
  column.accessor((row) => (row.intent.quarantine ?? row.intent.decision)?.at ?? '', {
    id: 'decided',
    header: 'Why, and who decided',
    sortFn: sortFn_basic,
    sortDescFirst: true,
    cell: ({ row }) => <DecidedCell row={row.original} />,
  }),
  column.display({
    id: 'actions',
    header: () => <span className="visually-hidden">Actions</span>,
    cell: ({ row }) => <RowActions row={row.original} />,
  }),
]);
