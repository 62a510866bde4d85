import { Button } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import type { Verification } from '@app/contracts';
import { Ago } from '../../../live/Ago';
import { Refusal } from '../../../registry/Refusal';
import { Notice } from '../../../ui/Notice';
import { StatusBadge } from '../../../ui/StatusBadge';
import { CHECK_LOOK } from '../words';
import { Checks } from './Checks';
import { useVerification, useVerify } from './verification';
import { Loading } from '../../../ui/Loading';
import styles from './Checks.module.css';

/** The latest run of the four checks, and the button that runs them again. */
export function VerificationPanel({ serverId }: { readonly serverId: number }) {
  const latest = useVerification(serverId);
  const verify = useVerify(serverId);
  const isRunning = latest.data?.finished_at === null;
  if (latest.data === undefined && !latest.error) return <Loading height={240} label="Reading the checks" />;
  const run = latest.data ?? null;
  return (
    <div className={styles.content}>
      <div className={styles.summary}>
        <p className={styles.said}>
          <Summary run={run} />
        </p>
        {/* apart from the line above, whose age ticks: a screen reader would read it every second */}
        <p className="visually-hidden" role="status">
          {run?.result && `Verification: ${CHECK_LOOK[run.result].label}`}
        </p>
        <Button
          variant={run ? 'default' : 'filled'}
          leftSection={<IconChecklist size={16} aria-hidden />}
          loading={verify.isPending || isRunning}
          onClick={() => verify.mutate()}
        >
          {run ? 'Verify again' : 'Verify'}
        </Button>
      </div>
      <Refusal error={verify.error} />
      {latest.error && (
        <Notice tone="warn" title="The checks could not be read">
          {latest.error.message}
        </Notice>
      )}
      <Checks run={run} />
    </div>
  );
}

function Summary({ run }: { readonly run: Verification | null }) {
  if (run === null) return <>Not verified yet. The checks run by themselves when the worker is first heard.</>;
  const who = run.trigger === 'first_heartbeat' ? 'by itself, with the first heartbeat' : `by ${run.actor}`;
  if (run.finished_at === null) return <>The checks are running, started {who}.</>;
  return (
    <>
      {run.result && <StatusBadge {...CHECK_LOOK[run.result]} />} <Ago at={run.finished_at} />, started {who}.
    </>
  );
}
