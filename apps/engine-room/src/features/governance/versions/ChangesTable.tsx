import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import type { PolicyDiff } from '@app/contracts';
import table from '../../../ui/DataTable.module.css';
import { StatusBadge } from '../../../ui/StatusBadge';
import type { Look } from '../../../ui/look';
import styles from './Versions.module.css';

type Change = PolicyDiff['changes'][number];

const KIND_LOOK: Readonly<Record<Change['kind'], Look>> = {
  added: { label: 'added', tone: 'ok', icon: IconPlus },
  removed: { label: 'removed', tone: 'bad', icon: IconMinus },
  changed: { label: 'changed', tone: 'accent', icon: IconPencil },
};

/** Every difference by its place in the payload. */
export function ChangesTable({ changes }: { readonly changes: readonly Change[] }) {
  return (
    // reachable, because it scrolls
    <div className={styles.changes} tabIndex={0} role="region" aria-label="Differences">
      <table role="table" className={table.table}>
        <thead role="rowgroup">
          <tr role="row">
            {['Place', 'Kind', 'Before', 'After'].map((name) => (
              <th key={name} role="columnheader" scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {changes.map(({ path, kind, before, after }) => (
            <tr role="row" key={path}>
              <th scope="row" role="rowheader">
                <code>{path}</code>
              </th>
              <td role="cell">
                <StatusBadge {...KIND_LOOK[kind]} isPlain />
              </td>
              <td role="cell" className={table.wide} data-label="Before">
                <Value value={before} isThere={kind !== 'added'} />
              </td>
              <td role="cell" className={table.wide} data-label="After">
                <Value value={after} isThere={kind !== 'removed'} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value, isThere }: { readonly value: unknown; readonly isThere: boolean }) {
  if (!isThere) return <span className={styles.dim}>nothing</span>;
  return <code>{JSON.stringify(value)}</code>;
}
