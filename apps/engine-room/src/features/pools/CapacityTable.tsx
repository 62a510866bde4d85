import type { PoolRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import table from '../../ui/DataTable.module.css';
import { Figure } from '../../ui/Figure';
import { count, rate } from '../../ui/figures';
import { StatusBadge } from '../../ui/StatusBadge';
import { CapacityBar } from './CapacityBar';
import { Desired } from './Desired';
import { HEALTH_LOOK } from './health';

/** Capacity against desired for each pool, for the overview. */
export function CapacityTable({ pools }: { readonly pools: readonly PoolRow[] }) {
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Pool
          </th>
          <th role="columnheader" scope="col">
            Health
          </th>
          <th role="columnheader" scope="col">
            <span className="visually-hidden">Capacity</span>
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Running
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Online
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Desired
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            E-mails/s
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {pools.map((pool) => (
          <tr role="row" key={pool.pool}>
            <th scope="row" role="rowheader">
              <Link to={`/workers?pool=${encodeURIComponent(pool.pool)}`} title={pool.pool}>
                {pool.pool}
              </Link>
            </th>
            <td role="cell">
              <StatusBadge {...HEALTH_LOOK[pool.health]} />
            </td>
            <td role="cell" className={table.wide}>
              <CapacityBar pool={pool} />
            </td>
            <td role="cell" className={table.number} data-label="Running">
              {count(pool.running)}
            </td>
            <td role="cell" className={table.number} data-label="Online">
              {count(pool.online)}
            </td>
            <td role="cell" className={table.number} data-label="Desired">
              <Desired pool={pool} />
            </td>
            <td role="cell" className={table.number} data-label="E-mails/s">
              <Figure text={rate(pool.emails_per_second)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
