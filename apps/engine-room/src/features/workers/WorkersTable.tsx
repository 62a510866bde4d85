import { useMediaQuery } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { WorkerRow } from '@app/contracts';
import {
  FlexRender,
  functionalUpdate,
  useTable,
  type Header,
  type Row,
  type RowSelectionState,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import { columns, features } from './columns';
import { useWorkerSorting } from './sorting';
import { useHeldOrder } from './use-held-order';
import styles from './WorkersTable.module.css';

/** Row heights of the two layouts, in pixels; the style sheet has the same. */
const ROW = 53;
const CARD = 150;
/** Below this width rows become cards. */
export const NARROW = '(max-width: 60em)';

interface Props {
  readonly workers: readonly WorkerRow[];
  readonly selection: RowSelectionState;
  readonly onSelectionChange: (selection: RowSelectionState) => void;
  /** Shown instead of rows when there are none. */
  readonly empty: ReactNode;
}

/** The runtime table: only the rows in sight exist, so that ten thousand scroll like ten. */
export function WorkersTable({ workers, selection, onSelectionChange, empty }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { sorting, setSorting, isVolatile } = useWorkerSorting();
  const { rows: data, isHeld, hold, release } = useHeldOrder(workers);
  const table = useTable({
    features,
    columns,
    data: data as WorkerRow[], // the table does not change it; its type cannot say so
    getRowId: (row) => row.worker_id,
    state: { sorting, rowSelection: selection },
    manualSorting: isHeld,
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange: (next) => {
      release();
      setSorting(functionalUpdate(next, sorting));
    },
    onRowSelectionChange: (next) => onSelectionChange(functionalUpdate(next, selection)),
  });
  const { rows } = table.getRowModel();
  const isNarrow = useMediaQuery(NARROW) ?? false;
  const rowHeight = isNarrow ? CARD : ROW;
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is used here only, and nothing below is memoised by it
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const holdNow = () => isVolatile && !isHeld && hold(rows.map((row) => row.id));
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="region"
      aria-label="Workers table"
      tabIndex={0}
      onPointerEnter={(event) => event.pointerType === 'mouse' && holdNow()}
      onPointerLeave={release}
    >
      <table className={styles.table} role="table" aria-rowcount={rows.length + 1}>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {table.getFlatHeaders().map((header) => (
              <HeaderCell key={header.id} header={header}>
                <table.FlexRender header={header} />
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          <Spacer height={above} />
          {items.map(({ index }) => {
            const row = rows[index];
            return row && <BodyRow key={row.id} row={row} index={index} isSelected={row.getIsSelected()} />;
          })}
          <Spacer height={below} />
        </tbody>
      </table>
      {rows.length === 0 && <div className={styles.empty}>{empty}</div>}
    </div>
  );
}

function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr role="presentation" className={styles.spacer}>
      <td role="presentation" colSpan={columns.length} style={{ height }} />
    </tr>
  );
}

interface HeaderProps {
  readonly header: Header<typeof features, WorkerRow, unknown>;
  readonly children: ReactNode;
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

function HeaderCell({ header, children }: HeaderProps) {
  const { column } = header;
  const sorted = column.getIsSorted();
  const Arrow = sorted === 'desc' ? IconArrowDown : IconArrowUp;
  return (
    <th role="columnheader" className={styles[column.id]} aria-sort={sorted ? ARIA_SORT[sorted] : undefined}>
      {column.getCanSort() ? (
        <button type="button" className={styles.sort} onClick={column.getToggleSortingHandler()}>
          {children}
          <Arrow size={13} aria-hidden data-shown={sorted !== false || undefined} />
        </button>
      ) : (
        children
      )}
    </th>
  );
}

interface BodyRowProps {
  /** A new one when its data changed. */
  readonly row: Row<typeof features, WorkerRow>;
  readonly index: number;
  readonly isSelected: boolean;
}

/** Not drawn again while one only scrolls. */
const BodyRow = memo(function BodyRow({ row, index, isSelected }: BodyRowProps) {
  return (
    <tr role="row" aria-rowindex={index + 2} data-selected={isSelected || undefined} className={styles.row}>
      {row.getAllCells().map((cell) => (
        <td key={cell.id} role="cell" className={styles[cell.column.id]}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
});
