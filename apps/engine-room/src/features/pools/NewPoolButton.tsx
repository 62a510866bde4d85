import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { usePoolRegistry } from '../../registry/queries';
import { usePoolDialog } from './use-pool-dialog';

/** Opens the form of a new pool; disabled while the records cannot be read. */
export function NewPoolButton() {
  const { create } = usePoolDialog();
  const { data } = usePoolRegistry();
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      disabled={!data}
      title={data ? undefined : 'The registered pools are not read yet'}
      onClick={create}
    >
      New pool
    </Button>
  );
}
