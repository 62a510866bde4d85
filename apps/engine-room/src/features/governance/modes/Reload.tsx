import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { PolicyPoll } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Ago } from '../../../live/Ago';
import { Refusal } from '../../../registry/Refusal';
import { useWish } from '../../../registry/use-wish';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Fact, Facts } from '../../../ui/Facts';
import { count } from '../../../ui/figures';
import { Section } from '../../../ui/Section';
import { tell } from '../../../ui/tell';
import { reloadPolicies } from '../api';
import { governanceKeys } from '../queries';
import { ReasonField } from '../ReasonField';
import styles from './Modes.module.css';

/** What workers are told beside the modes, and the way to have them fetch it again. */
export function Reload({ poll }: { readonly poll: PolicyPoll | undefined }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section
      title="What workers are told"
      aside={
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={() => setIsAsking(true)}
        >
          Reload
        </Button>
      }
    >
      {poll ? (
        <div className={styles.told}>
          <Facts title="Switches, from the environment">
            <Fact name="Policy engine">{on(poll.policy_engine_enabled)}</Fact>
            <Fact name="Adaptive retry">{on(poll.adaptive_retry_enabled)}</Fact>
            <Fact name="Auto-protect">{on(poll.auto_protect_enabled)}</Fact>
            <Fact name="Canary autopilot">{on(poll.autopilot_enabled ?? false)}</Fact>
          </Facts>
          <Facts title="Reload">
            <Fact name="Last reload">{poll.last_reload_at ? <Ago at={poll.last_reload_at} /> : 'never'}</Fact>
            <Fact name="Reloads so far">{count(poll.reload_count)}</Fact>
          </Facts>
        </div>
      ) : (
        <p className={styles.note}>Not known at present.</p>
      )}
      {isAsking && <Question onClose={() => setIsAsking(false)} />}
    </Section>
  );
}

const on = (isOn: boolean) => (isOn ? 'on' : 'off');

function Question({ onClose }: { readonly onClose: () => void }) {
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const reload = useWish<unknown, string>({
    send: reloadPolicies,
    onSuccess: () => {
      tell({ title: 'Workers are told to fetch again', message: 'No mode and no version was changed.' });
      onClose();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: governanceKeys.poll }),
  });
  return (
    <ConfirmDialog
      isOpen
      title="Have all workers fetch their policy again?"
      verb="Reload"
      tone="accent"
      isBusy={reload.isPending}
      onConfirm={() => reload.mutate(reason.trim())}
      onClose={onClose}
    >
      <p>
        Their next heartbeat tells workers to fetch modes and policy anew. Those that do not understand it do so with
        their next poll anyway.
      </p>
      <p>It changes no mode and no version, and stops no work.</p>
      <ReasonField value={reason} onChange={setReason} />
      <Refusal error={reload.error} />
    </ConfirmDialog>
  );
}
