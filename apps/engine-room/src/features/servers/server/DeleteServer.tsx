import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ServerRow } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { deleteServer } from '../../../api/registry';
import { registryKeys } from '../../../registry/queries';
import { Refusal } from '../../../registry/Refusal';
import { useWish } from '../../../registry/use-wish';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Section } from '../../../ui/Section';
import { tell } from '../../../ui/tell';
import styles from './DeleteServer.module.css';

/** The way to delete a record, and why it is locked while the server is in use. */
export function DeleteServer({ server }: { readonly server: ServerRow }) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const lock = server.delete_lock;
  const remove = useWish({
    send: () => deleteServer(server.id),
    onSuccess: () => {
      tell({ title: `Deleted ${server.name}`, message: 'Its bundles and commands are gone with it.' });
      cache.removeQueries({ queryKey: registryKeys.server(server.id) });
      void cache.invalidateQueries({ queryKey: registryKeys.servers });
      void navigate('/servers');
    },
  });
  return (
    <Section title="Delete">
      <div className={styles.content}>
        <p className={styles.note}>
          {lock === null
            ? 'Takes away the record with its bundles and commands. The host itself is not touched.'
            : lock}
        </p>
        <Button
          variant="light"
          color="bad"
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={lock !== null}
          title={lock ?? undefined}
          onClick={() => setIsAsking(true)}
        >
          Delete server
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Delete ${server.name}?`}
        verb="Delete"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => {
          setIsAsking(false);
          remove.reset();
        }}
      >
        <p>The record goes, with its bundles and commands. This cannot be taken back.</p>
        <p>
          A worker that still runs on the host keeps its token, and registers the server anew, under a new id, as soon
          as it reports to Laravel.
        </p>
        <Refusal error={remove.error} />
      </ConfirmDialog>
    </Section>
  );
}
