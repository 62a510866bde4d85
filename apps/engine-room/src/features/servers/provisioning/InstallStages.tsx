import { IconCircle, IconCircleCheck, IconCircleX, IconLoader2 } from '@tabler/icons-react';
import type { InstallStage } from '@app/contracts';
import { Ago } from '../../../live/Ago';
import { Notice } from '../../../ui/Notice';
import { StatusBadge } from '../../../ui/StatusBadge';
import type { Look } from '../../../ui/look';
import { progressOf, type InstallProgress } from './bundle';
import styles from './InstallStep.module.css';

const STAGE_LOOK: Readonly<Record<InstallStage['status'], Look>> = {
  waiting: { label: 'waiting', tone: 'quiet', icon: IconCircle },
  running: { label: 'running', tone: 'accent', icon: IconLoader2 },
  done: { label: 'done', tone: 'ok', icon: IconCircleCheck },
  failed: { label: 'failed', tone: 'bad', icon: IconCircleX },
};

interface Props {
  /** Null when this Laravel does not tell. */
  readonly stages: readonly InstallStage[] | null;
  readonly isLive: boolean;
}

/** How far the installer on the host is, as it reports. */
export function InstallStages({ stages, isLive }: Props) {
  const progress = progressOf(stages);
  return (
    <section className={styles.block} aria-label="Progress of the installer">
      <h3 className={styles.title}>Progress of the installer</h3>
      <p className={styles.note} role="status">
        {said(progress, isLive)}
      </p>
      {progress === 'failed' && (
        <Notice tone="bad" title="The installer stopped">
          Mend what it says, and run the same command again{isLive ? '' : ' from a new bundle'}.
        </Notice>
      )}
      {stages && (
        <ol className={styles.stages}>
          {stages.map((stage) => (
            <StageItem key={stage.stage} stage={stage} />
          ))}
        </ol>
      )}
    </section>
  );
}

function said(progress: InstallProgress, isLive: boolean): string {
  switch (progress) {
    case 'untold':
      return 'This Laravel does not tell how far an installer is. Watch its output on the host, then verify.';
    case 'waiting':
      return isLive ? 'Waiting for the installer to report its first step.' : 'The installer was not run.';
    case 'running':
      return 'The installer is at work.';
    case 'failed':
      return 'The installer failed.';
    case 'done':
      return 'The installer is done.';
  }
}

function StageItem({ stage }: { readonly stage: InstallStage }) {
  return (
    <li className={styles.stage} data-status={stage.status}>
      <StatusBadge {...STAGE_LOOK[stage.status]} isPlain />
      <span>{stage.title}</span>
      <span className={styles.when}>{stage.at && <Ago at={stage.at} />}</span>
      {stage.detail && <span className={styles.detail}>{stage.detail}</span>}
    </li>
  );
}
