import { Button } from '@mantine/core';
import { WORKER_ACTIONS, type WorkerRow } from '@app/contracts';
import { useWorker } from '../../live/fleet';
import { SidePanel, useFocusBack } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { useWorkerDetail } from './detail';
import { IntentLayers, RecentDecisions } from './WorkerDecisions';
import { HostFacts, RateFacts, StateFacts } from './WorkerFacts';
import { WorkerTrouble } from './WorkerTrouble';
import { ServerButtonLink } from './ServerLink';
import { refusedBecause } from './possible-actions';
import { useAsk, useIsAsking } from './wish-context';
import { ACTION_WORDS } from './words';
import styles from './WorkerDrawer.module.css';

interface Props {
  readonly workerId: string;
  readonly onClose: () => void;
}

/** One worker over the table, with a URL of its own. */
export function WorkerDrawer({ workerId, onClose }: Props) {
  const row = useWorker(workerId);
  const isAsking = useIsAsking();
  useFocusBack();
  return (
    <SidePanel isOpen onClose={onClose} isCovered={isAsking} side="right" width="min(36rem, 100vw)" title={workerId}>
      <WorkerContent workerId={workerId} row={row} />
    </SidePanel>
  );
}

function WorkerContent({ workerId, row }: { readonly workerId: string; readonly row: WorkerRow | undefined }) {
  const { data: detail, error } = useWorkerDetail(workerId, row?.intent.revision ?? 0);
  const shown = row ?? detail;
  if (!shown) {
    if (error?.status === 404)
      return <p>No worker of this name has ever reported, or it was silent for so long that it was forgotten.</p>;
    if (error) return <DetailTrouble message={error.message} requestId={error.requestId} />;
    return <p>Waiting for the worker…</p>;
  }
  return (
    <div className={styles.content}>
      <Actions row={shown} />
      <WorkerTrouble row={shown} />
      <StateFacts row={shown} />
      <IntentLayers row={shown} />
      <RateFacts row={shown} />
      <HostFacts row={shown} version={detail?.version} />
      {error && <DetailTrouble message={error.message} requestId={error.requestId} />}
      <RecentDecisions decisions={detail?.recent_decisions} />
    </div>
  );
}

function DetailTrouble({ message, requestId }: { readonly message: string; readonly requestId: string | null }) {
  return (
    <Notice tone="warn" title="Version and recent decisions could not be read">
      {message} {requestId && `Request ${requestId}`}
    </Notice>
  );
}

function Actions({ row }: { readonly row: WorkerRow }) {
  const ask = useAsk();
  return (
    <div className={styles.actions}>
      {WORKER_ACTIONS.map((action) => {
        const { verb, icon: Glyph } = ACTION_WORDS[action];
        if (refusedBecause(action, row)) return null;
        return (
          <Button
            key={action}
            variant="default"
            leftSection={<Glyph size={16} aria-hidden />}
            onClick={() => ask({ action, workers: [row] })}
          >
            {verb}
          </Button>
        );
      })}
      <ServerButtonLink row={row} />
    </div>
  );
}
