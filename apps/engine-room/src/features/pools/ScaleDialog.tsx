import { Button, TextInput } from '@mantine/core';
import type { PoolRow } from '@app/contracts';
import { useState, type FormEvent } from 'react';
import { Dialog } from '../../ui/Dialog';
import { counted } from '../../ui/figures';
import { Notice } from '../../ui/Notice';
import { tell } from '../../ui/tell';
import { desiredOf, isDesiredSet, useScalePool } from './scale';
import styles from './ScaleDialog.module.css';

interface Props {
  /** Undefined while nothing is asked. */
  readonly pool: PoolRow | undefined;
  readonly onClose: () => void;
}

/** Asks how many workers a pool should have, and why. */
export function ScaleDialog({ pool, onClose }: Props) {
  return (
    <Dialog isOpen={pool !== undefined} onClose={onClose} title={`Scale ${pool?.pool ?? ''}`}>
      {pool && <ScaleForm pool={pool} onClose={onClose} />}
    </Dialog>
  );
}

function ScaleForm({ pool, onClose }: { readonly pool: PoolRow; readonly onClose: () => void }) {
  const scale = useScalePool(pool.pool);
  const [text, setText] = useState(isDesiredSet(pool) ? String(pool.desired) : '');
  const [reason, setReason] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const desired = desiredOf(text);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (desired === null || scale.isPending) return;
    const said = reason.trim();
    scale.mutate(
      { desired, ...(said && { reason: said }) },
      {
        onSuccess: (stored) => {
          tell({
            title: `${stored.pool} should have ${counted(stored.desired, 'worker')}`,
            message: 'Stored. The number says what is wanted; it starts and stops no process.',
          });
          onClose();
        },
      },
    );
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.effect}>
        {counted(pool.online, 'worker')} online now. The number says what is wanted and when the pool counts as under
        capacity; it starts and stops no process.
      </p>
      <TextInput
        data-autofocus
        label="Desired workers"
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={hasTried && desired === null ? 'A whole number, 0 or more' : undefined}
      />
      <TextInput
        label="Reason"
        description="Kept in the journal."
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {scale.error && (
        <Notice tone="bad" title={scale.error.message} isAlert>
          {scale.error.fields.map(({ field, problem }) => (
            <p key={field}>
              {field}: {problem}
            </p>
          ))}
          {scale.error.requestId && <p>Request {scale.error.requestId}</p>}
        </Notice>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose} disabled={scale.isPending}>
          Cancel
        </Button>
        <Button type="submit" loading={scale.isPending}>
          Store
        </Button>
      </div>
    </form>
  );
}
