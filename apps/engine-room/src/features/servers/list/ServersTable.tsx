import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import table from '../../../ui/DataTable.module.css';
import { StatusBadge } from '../../../ui/StatusBadge';
import { serverPlace } from '../../../registry/places';
import { COMMAND_LOOK } from '../words';
import { MatchCell, ProcessCell, SyncCell } from './fact-cells';
import styles from './ServersTable.module.css';

/** The registered servers, each with three facts that do not follow from one another. */
export function ServersTable({ servers }: { readonly servers: readonly ServerRow[] }) {
  return (
    <table role="table" className={`${table.table} ${styles.servers}`}>
      <thead role="rowgroup">
        <tr role="row">
          {['Server', 'Process', 'Database sync', 'Runtime match', 'Pool', 'Last command', 'Updated'].map((name) => (
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
        {servers.map((server) => (
          <ServerLine key={server.id} server={server} />
        ))}
      </tbody>
    </table>
  );
}

function ServerLine({ server }: { readonly server: ServerRow }) {
  const { last_command: command, updated_at: updatedAt } = server;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <NameCell server={server} />
      </th>
      <td role="cell" data-label="Process">
        <ProcessCell server={server} />
      </td>
      <td role="cell" data-label="Database sync">
        <SyncCell heartbeat={server.heartbeat} />
      </td>
      <td role="cell" data-label="Runtime match">
        <MatchCell runtime={server.runtime} />
      </td>
      <td role="cell" data-label="Pool">
        {server.pool?.name ?? <span className={styles.under}>the default pool</span>}
      </td>
      <td role="cell" data-label="Last command">
        {command ? (
          <span className={styles.lines}>
            <StatusBadge {...COMMAND_LOOK[command.status]} isPlain />
            {command.request_id && (
              <span className={styles.under} title={`Request ${command.request_id}`}>
                {command.request_id.slice(0, 16)}
              </span>
            )}
          </span>
        ) : (
          <span className={styles.under}>none</span>
        )}
      </td>
      <td role="cell" className={table.dim} data-label="Updated">
        {updatedAt ? <Ago at={updatedAt} /> : '–'}
      </td>
      <td role="cell" className={styles.manage}>
        <Button
          component={Link}
          to={serverPlace(server.id)}
          size="compact-sm"
          variant="default"
          aria-label={`Manage ${server.name}`}
        >
          Manage
        </Button>
      </td>
    </tr>
  );
}

function NameCell({ server }: { readonly server: ServerRow }) {
  const place = [server.environment, server.region].filter(Boolean).join(' / ');
  const attention = server.attention.join(' ');
  return (
    <span className={styles.lines}>
      <span className={styles.name} title={server.name}>
        {server.name}
        {server.needs_attention && (
          <span className={styles.mark} title={attention}>
            <IconAlertTriangle size={15} aria-hidden />
            <span className="visually-hidden">needs attention: {attention}</span>
          </span>
        )}
      </span>
      <span className={styles.under}>
        {server.ip_address}
        {place && <span className={styles.place}>{place}</span>}
        {!server.is_active && <span className={styles.place}>inactive</span>}
        {server.drain_mode && <span className={styles.place}>drain mode</span>}
      </span>
    </span>
  );
}
