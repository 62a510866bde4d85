import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { RollbackButton } from '../promote/RollbackButton';
import { useVersionDialog } from './use-version-dialog';
import styles from './Versions.module.css';

/** What is done about versions as a whole; stands in the page's head. */
export function VersionsActions() {
  const dialog = useVersionDialog();
  return (
    <div className={styles.actions}>
      <RollbackButton />
      <Button leftSection={<IconListCheck size={16} aria-hidden />} onClick={() => dialog.validate('')}>
        Validate a version
      </Button>
    </div>
  );
}
