import { ActionIcon, Button } from '@mantine/core';
import { IconServer2, IconServerBolt, IconServerOff } from '@tabler/icons-react';
import type { WorkerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { useServerPlace } from '../../registry/server-places';
import styles from './RowActions.module.css';

interface Props {
  readonly row: WorkerRow;
}

/** From a worker to its server's record, or to the wizard that makes one. It controls no process by itself. */
export function ServerIconLink({ row }: Props) {
  const place = useServerPlace(row);
  if (place.kind === 'none') {
    return (
      <span className={styles.noLink} title={place.because}>
        <IconServerOff size={17} aria-hidden />
        <span className="visually-hidden">{place.because}</span>
      </span>
    );
  }
  const Glyph = place.kind === 'manage' ? IconServer2 : IconServerBolt;
  const verb = place.kind === 'manage' ? 'Manage Server' : 'Register Server';
  return (
    <ActionIcon
      component={Link}
      to={place.to}
      variant="subtle"
      size={30}
      title={place.kind === 'manage' ? `${verb} ${place.server}` : verb}
      aria-label={`${verb} of ${row.worker_id}`}
    >
      <Glyph size={17} aria-hidden />
    </ActionIcon>
  );
}

/** As above, with its words. */
export function ServerButtonLink({ row }: Props) {
  const place = useServerPlace(row);
  if (place.kind === 'none') return null;
  const Glyph = place.kind === 'manage' ? IconServer2 : IconServerBolt;
  return (
    <Button component={Link} to={place.to} variant="default" leftSection={<Glyph size={16} aria-hidden />}>
      {place.kind === 'manage' ? 'Manage Server' : 'Register Server'}
    </Button>
  );
}
