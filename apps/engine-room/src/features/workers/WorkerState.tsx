import { IconArrowRight } from '@tabler/icons-react';
import type { WorkerRow } from '@app/contracts';
import { Age } from '../../live/Age';
import { StatusBadge } from '../../ui/StatusBadge';
import type { Progress } from './progress';
import { STEPS, STEP_WORDS } from './progress';
import { QUARANTINE_LOOK, STATE_LOOK } from './words';
import styles from './WorkerState.module.css';

/**
 * The reported state and, where it differs, what the worker is told and for how long it has not followed. Two lines at
 * most, because rows that grow move those below them. What a worker said before it fell silent is not coloured as present.
 */
export function WorkerState({ row, progress }: { readonly row: WorkerRow; readonly progress: Progress | null }) {
  const isConverging = row.status !== row.desired_state;
  const reported = STATE_LOOK[row.status];
  return (
    <span className={styles.state}>
      <span className={styles.line}>
        <StatusBadge {...reported} tone={row.presence === 'live' ? reported.tone : 'quiet'} isPlain={isConverging} />
        {isConverging && <IconArrowRight size={14} aria-label="told to be" role="img" className={styles.arrow} />}
        {isConverging && !row.quarantined && <StatusBadge {...STATE_LOOK[row.desired_state]} />}
        {row.quarantined && <StatusBadge {...QUARANTINE_LOOK} />}
      </span>
      {isConverging && row.converging_since && (
        <span className={styles.timer}>
          <Age at={row.converging_since} />
        </span>
      )}
      {progress && <DecisionProgress progress={progress} />}
    </span>
  );
}

/** Pending → accepted → told → effective, as a word and four marks. */
export function DecisionProgress({ progress }: { readonly progress: Progress }) {
  if (progress.kind === 'overtaken') return <span className={styles.step}>changed again since</span>;
  const reached = STEPS.indexOf(progress.step);
  return (
    <span className={styles.step} data-step={progress.step} title={STEP_WORDS[progress.step]}>
      <span className={styles.marks} aria-hidden>
        {STEPS.map((step, index) => (
          <span key={step} data-reached={index <= reached || undefined} />
        ))}
      </span>
      {progress.step}
    </span>
  );
}
