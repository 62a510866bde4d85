import { Button } from '@mantine/core';
import type { UnregisteredWorker } from '@app/contracts';
import { Link } from 'react-router-dom';
import table from '../../../ui/DataTable.module.css';
import { Section } from '../../../ui/Section';
import { StatusBadge } from '../../../ui/StatusBadge';
import { registerPlace } from '../../../registry/places';
import { PRESENCE_LOOK } from '../words';
import styles from './UnregisteredWorkers.module.css';

/** Workers that report and belong to no registered server. */
export function UnregisteredWorkers({ workers }: { readonly workers: readonly UnregisteredWorker[] }) {
  return (
    <Section title="Unregistered workers" note="they report, and no registered server is theirs" isFlush>
      {workers.length === 0 ? (
        <p className={styles.none}>Every worker that reports belongs to a registered server.</p>
      ) : (
        <table role="table" className={table.table}>
          <thead role="rowgroup">
            <tr role="row">
              {['Worker', 'Heartbeat', 'Host', 'Address', 'Pool'].map((name) => (
                <th key={name} role="columnheader" scope="col">
                  {name}
                </th>
              ))}
              <th role="columnheader" scope="col">
                <span className="visually-hidden">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {workers.map((worker) => (
              <WorkerLine key={worker.worker_id} worker={worker} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function WorkerLine({ worker }: { readonly worker: UnregisteredWorker }) {
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Link to={`/workers/${encodeURIComponent(worker.worker_id)}`}>{worker.worker_id}</Link>
      </th>
      <td role="cell">
        <StatusBadge {...PRESENCE_LOOK[worker.presence]} isPlain />
      </td>
      <td role="cell" className={table.wide} data-label="Host">
        {worker.host || 'not sent'}
      </td>
      <td role="cell" className={table.wide} data-label="Address">
        {worker.ip_address || 'not sent'}
      </td>
      <td role="cell" data-label="Pool">
        {worker.pool || 'none'}
      </td>
      <td role="cell" className={table.number}>
        <Button
          component={Link}
          to={registerPlace(worker)}
          size="compact-sm"
          variant="default"
          aria-label={`Register ${worker.worker_id}`}
        >
          Register
        </Button>
      </td>
    </tr>
  );
}
