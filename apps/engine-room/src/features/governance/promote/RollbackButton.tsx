import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { PolicyVersion, RolloutView } from '@app/contracts';
import { useState } from 'react';
import { useWish } from '../../../registry/use-wish';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Notice } from '../../../ui/Notice';
import { tell } from '../../../ui/tell';
import { rollBack, type RollbackWish } from '../api';
import { usePoliciesAgain, useRollout } from '../queries';
import { ReasonField } from '../ReasonField';
import { PolicyRefusal } from './PolicyRefusal';
import styles from './Promote.module.css';

/** One step back; says where it would lead, or why it leads nowhere. */
export function RollbackButton() {
  const rollout = useRollout().data;
  const [isAsking, setIsAsking] = useState(false);
  const lock = lockOf(rollout);
  return (
    <>
      <Button
        variant="light"
        color="bad"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        disabled={lock !== null}
        title={lock ?? undefined}
        onClick={() => setIsAsking(true)}
      >
        Roll back
      </Button>
      {isAsking && rollout && <Question rollout={rollout} onClose={() => setIsAsking(false)} />}
    </>
  );
}

function lockOf(rollout: RolloutView | undefined): string | null {
  if (!rollout) return 'The present rollout is not known yet.';
  return rollout.rollback_to === null ? rollout.rollback_why : null;
}

function Question({ rollout, onClose }: { readonly rollout: RolloutView; readonly onClose: () => void }) {
  const again = usePoliciesAgain();
  // What was asked about: that the page is renewed below must not change what one says yes to.
  const [asked, setAsked] = useState(rollout);
  const [reason, setReason] = useState('');
  const from = asked.active_version ?? '';
  const to = asked.rollback_to ?? '';
  const back = useWish<PolicyVersion, RollbackWish>({
    send: rollBack,
    onSuccess: (now) => {
      tell({ title: `Rolled back to ${now.version}`, message: 'Workers follow with their next poll.' });
      onClose();
    },
    onSettled: again,
  });
  const isMoved = rollout.revision !== asked.revision && !back.isPending;
  return (
    <ConfirmDialog
      isOpen
      title={`Roll back from ${from} to ${to}?`}
      verb={`Roll back to ${to}`}
      isBusy={back.isPending}
      isLocked={isMoved}
      onConfirm={() => back.mutate({ notes: reason.trim(), revision: asked.revision })}
      onClose={onClose}
    >
      <p>{asked.rollback_why}</p>
      <p>
        {asked.state === 'canary'
          ? `The cohort (${asked.canary_percent} %) is told ${to} with its next poll, as everybody else is already.`
          : `Everybody is told ${to} with the next poll.`}{' '}
        {from} counts as taken back, and no rollback returns to it. Laravel is not asked.
      </p>
      {isMoved && (
        <Notice tone="warn" title="The rollout has changed since this was asked" isAlert>
          <p>Nothing was changed here. {rollout.rollback_to === null && rollout.rollback_why}</p>
          {rollout.rollback_to !== null && (
            <Button
              className={styles.again ?? ''}
              size="compact-sm"
              variant="default"
              onClick={() => {
                setAsked(rollout);
                back.reset();
              }}
            >
              Ask about what counts now
            </Button>
          )}
        </Notice>
      )}
      <ReasonField value={reason} onChange={setReason} description="Kept in the journal and in the rollout history." />
      {!isMoved && <PolicyRefusal error={back.error} version={from} onLeave={onClose} />}
    </ConfirmDialog>
  );
}
