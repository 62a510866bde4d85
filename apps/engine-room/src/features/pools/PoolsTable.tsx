import { Button } from '@mantine/core';
import type { PoolRow } from '@app/contracts';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useServerNow } from '../../live/live-store';
import table from '../../ui/DataTable.module.css';
import { Figure } from '../../ui/Figure';
import { count, rate } from '../../ui/figures';
import { StatusBadge } from '../../ui/StatusBadge';
import { instant } from '../../ui/time';
import { Desired } from './Desired';
import { HEALTH_LOOK } from './health';
import { ScaleDialog } from './ScaleDialog';

/** The pools as they run, and the way to say how many workers each should have. */
export function PoolsTable({ pools }: { readonly pools: readonly PoolRow[] }) {
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <>
      <table role="table" className={table.table}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Pool
            </th>
            <th role="columnheader" scope="col">
              Health
            </th>
            <th role="columnheader" scope="col" className={table.number}>
              Online
            </th>
            <th role="columnheader" scope="col" className={table.number}>
              Running
            </th>
            <th role="columnheader" scope="col" className={table.number}>
              Silent
            </th>
            <th role="columnheader" scope="col" className={table.number}>
              Desired
            </th>
            <th role="columnheader" scope="col" className={table.number}>
              Missing
            </th>
            <th role="columnheader" scope="col" className={table.number}>
              E-mails/s
            </th>
            <th role="columnheader" scope="col">
              Desired set by
            </th>
            <th role="columnheader" scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {pools.map((pool) => (
            <PoolLine key={pool.pool} pool={pool} onScale={() => setAsked(pool.pool)} />
          ))}
        </tbody>
      </table>
      <ScaleDialog pool={pools.find(({ pool }) => pool === asked)} onClose={() => setAsked(null)} />
    </>
  );
}

function PoolLine({ pool, onScale }: { readonly pool: PoolRow; readonly onScale: () => void }) {
  const now = useServerNow();
  const { decision } = pool;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Link to={`/workers?pool=${encodeURIComponent(pool.pool)}`} title={pool.pool}>
          {pool.pool}
        </Link>
      </th>
      <td role="cell">
        <StatusBadge {...HEALTH_LOOK[pool.health]} />
      </td>
      <td role="cell" className={table.number} data-label="Online">
        {count(pool.online)}
      </td>
      <td role="cell" className={table.number} data-label="Running">
        {count(pool.running)}
      </td>
      <td role="cell" className={table.number} data-label="Silent">
        {count(pool.silent)}
      </td>
      <td role="cell" className={table.number} data-label="Desired">
        <Desired pool={pool} />
      </td>
      <td role="cell" className={table.number} data-label="Missing">
        {count(pool.under_capacity)}
      </td>
      <td role="cell" className={table.number} data-label="E-mails/s">
        <Figure text={rate(pool.emails_per_second)} />
      </td>
      <td role="cell" className={`${table.dim} ${table.wide}`} data-label="Desired set by">
        {decision
          ? `${decision.actor}, ${instant(Date.parse(decision.at), now)}${decision.reason && `: “${decision.reason}”`}`
          : 'nobody'}
      </td>
      <td role="cell" className={table.number}>
        <Button size="compact-sm" variant="default" aria-label={`Scale ${pool.pool}`} onClick={onScale}>
          Scale
        </Button>
      </td>
    </tr>
  );
}
