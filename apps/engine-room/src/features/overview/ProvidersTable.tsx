import { IconAlertHexagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed, type Icon } from '@tabler/icons-react';
import type { ProviderRow, ProviderStatus } from '@app/contracts';
import table from '../../ui/DataTable.module.css';
import { Figure } from '../../ui/Figure';
import { count, NO_DATA, percent } from '../../ui/figures';
import { StatusBadge } from '../../ui/StatusBadge';
import type { Tone } from '../../ui/tone';

const STATUS_LOOK: Readonly<Record<ProviderStatus, { label: string; tone: Tone; icon: Icon }>> = {
  healthy: { label: 'healthy', tone: 'ok', icon: IconCircleCheck },
  warning: { label: 'warning', tone: 'warn', icon: IconAlertTriangle },
  critical: { label: 'critical', tone: 'bad', icon: IconAlertHexagon },
  no_data: { label: NO_DATA, tone: 'quiet', icon: IconCircleDashed },
};

const BASIS_WORDS: Readonly<Record<ProviderRow['basis'], string>> = {
  window: 'recent window',
  cumulative: 'since worker start',
  none: '–',
};

/** How the mail providers answer. A provider nobody reports on has no data, which is not the same as healthy. */
export function ProvidersTable({ providers }: { readonly providers: readonly ProviderRow[] }) {
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Provider
          </th>
          <th role="columnheader" scope="col">
            Status
          </th>
          <th role="columnheader" scope="col">
            Mode
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Tempfail
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Reject
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Unknown
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Workers
          </th>
          <th role="columnheader" scope="col">
            Basis
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {providers.map((row) => (
          <tr role="row" key={row.provider}>
            <th scope="row" role="rowheader">
              {row.provider}
            </th>
            <td role="cell">
              <StatusBadge {...STATUS_LOOK[row.status]} />
            </td>
            <td role="cell" data-label="Mode">
              {row.mode}
            </td>
            <td role="cell" className={table.number} data-label="Tempfail">
              <Figure text={percent(row.tempfail_rate)} />
            </td>
            <td role="cell" className={table.number} data-label="Reject">
              <Figure text={percent(row.reject_rate)} />
            </td>
            <td role="cell" className={table.number} data-label="Unknown">
              <Figure text={percent(row.unknown_rate)} />
            </td>
            <td role="cell" className={table.number} data-label="Workers">
              {count(row.workers)}
            </td>
            <td role="cell" className={table.dim} data-label="Basis">
              {BASIS_WORDS[row.basis]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
