import { Button } from '@mantine/core';
import type { PolicyVersion } from '@app/contracts';
import { Link } from 'react-router-dom';
import { newRunPlace } from '../places';
import { lockOf } from './promotable';
import { useVersionDialog } from './use-version-dialog';
import styles from './Versions.module.css';

/** What can be done with a version. */
export function VersionButtons({ version }: { readonly version: PolicyVersion }) {
  const dialog = useVersionDialog();
  const lock = lockOf(version);
  return (
    <div className={styles.actions}>
      <Button variant="default" onClick={() => dialog.validate(version.version)}>
        Validate again
      </Button>
      <Button component={Link} to={newRunPlace(version.version)} variant="default">
        Start a shadow run
      </Button>
      <Button disabled={lock !== null} title={lock ?? undefined} onClick={() => dialog.promote(version.version)}>
        Promote
      </Button>
    </div>
  );
}
