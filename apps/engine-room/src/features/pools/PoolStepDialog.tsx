import { TextInput } from '@mantine/core';
import type { RegisteredPool } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changePool, type PoolStep } from '../../api/registry';
import { registryKeys } from '../../registry/queries';
import { Refusal } from '../../registry/Refusal';
import { useWish } from '../../registry/use-wish';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { tell } from '../../ui/tell';

/** What is asked about a pool. */
export interface AskedStep {
  readonly pool: RegisteredPool;
  readonly step: PoolStep['step'];
}

interface Props {
  /** Null while nothing is asked. */
  readonly asked: AskedStep | null;
  readonly onClose: () => void;
}

/** Asks before a pool is archived or becomes the default. */
export function PoolStepDialog({ asked, onClose }: Props) {
  // One for each question, so that a reason or a refusal does not outlive its question.
  return asked && <Question key={`${asked.step} ${asked.pool.id}`} asked={asked} onClose={onClose} />;
}

function Question({ asked: { pool, step }, onClose }: Props & { readonly asked: AskedStep }) {
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const isArchive = step === 'archive';
  const change = useWish<RegisteredPool, PoolStep>({
    send: changePool,
    onSuccess: () => {
      tell(
        isArchive
          ? { title: `${pool.name} is archived`, message: 'To take it back, edit it and make it active.' }
          : { title: `${pool.name} is the default pool`, message: 'New servers are put into it.' },
      );
      onClose();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: registryKeys.pools }),
  });
  return (
    <ConfirmDialog
      isOpen
      title={isArchive ? `Archive ${pool.name}?` : `Make ${pool.name} the default pool?`}
      verb={isArchive ? 'Archive' : 'Set default'}
      tone={isArchive ? 'bad' : 'accent'}
      isBusy={change.isPending}
      onConfirm={() => change.mutate({ id: pool.id, step, reason: reason.trim() })}
      onClose={onClose}
    >
      <p>
        {isArchive
          ? 'It can no longer be given to servers. The record stays, and can be made active again.'
          : 'Servers without a pool, and new ones, belong to it. Servers that have a pool keep it.'}
      </p>
      <TextInput
        label="Reason"
        description="Kept in the journal."
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refusal error={change.error} />
    </ConfirmDialog>
  );
}
