import { IconRoute2 } from '@tabler/icons-react';
import type { RolloutView } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../live/Ago';
import { useServerNow } from '../../live/live-store';
import { Loading } from '../../ui/Loading';
import { StatusBadge } from '../../ui/StatusBadge';
import { duration } from '../../ui/time';
import { autopilotWords } from './autopilot-words';
import { useCanary, useRollout } from './queries';
import { VERDICT_LOOK } from '../../governance/looks';
import { takenBackByAutopilot } from '../../governance/taken-back';
import styles from './RolloutStrip.module.css';

/** The policy that the fleet runs, in a line; while a rollout is under way, how it goes. */
export function RolloutStrip() {
  const { data, error } = useRollout();
  return (
    <section className={styles.strip} aria-label="SMTP policy">
      <IconRoute2 className={styles.glyph} size={20} aria-hidden />
      {data ? <Known rollout={data} isOld={error !== null} /> : <NotYet problem={error?.message ?? null} />}
      <Link className={styles.link} to="/settings/rollout">
        Rollout
      </Link>
    </section>
  );
}

function NotYet({ problem }: { readonly problem: string | null }) {
  if (problem === null) return <Loading className={styles.text} height={22} label="Reading the policy rollout" />;
  return (
    <p className={styles.text}>
      The policy rollout cannot be read. <span className={styles.dim}>{problem}</span>
    </p>
  );
}

function Known({ rollout, isOld }: { readonly rollout: RolloutView; readonly isOld: boolean }) {
  if (rollout.state === 'canary') return <Canary rollout={rollout} isOld={isOld} />;
  return (
    <p className={styles.text}>
      Policy <strong>{rollout.active_version ?? 'baseline'}</strong>
      <span className={styles.dim}>
        {rollout.active_version === null
          ? ': no version was promoted, workers decide by the policy built into them.'
          : ' is what everybody shall run. No rollout is under way.'}
        <Decided rollout={rollout} />
        {isOld && ' This could not be read anew.'}
      </span>
    </p>
  );
}

/** Who decided it, and why; that a version was taken back is what somebody who has slept must read here. */
function Decided({ rollout }: { readonly rollout: RolloutView }) {
  const { decision } = rollout;
  if (!decision) return null;
  const takenBack = takenBackByAutopilot(rollout);
  return (
    <>
      {' '}
      {decision.actor}, <Ago at={decision.at} />
      {takenBack && (
        <>
          , about <strong>{takenBack}</strong>
        </>
      )}
      {decision.reason && `: “${decision.reason}”`}
      {!decision.reason && '.'}
    </>
  );
}

function Canary({ rollout, isOld }: { readonly rollout: RolloutView; readonly isOld: boolean }) {
  const canary = useCanary(true);
  const { active_version: candidate, stable_version: stable, canary_percent: percent, autopilot } = rollout;
  const verdict = canary.data?.overall?.verdict;
  return (
    <div className={styles.text}>
      <p className={styles.line}>
        <span>
          Policy <strong>{candidate}</strong> is tried by <strong>{percent} %</strong>; the rest run{' '}
          <strong>{stable ?? 'baseline'}</strong>
        </span>
        <PercentBar percent={percent} />
        {verdict && <StatusBadge {...VERDICT_LOOK[verdict]} />}
      </p>
      <p className={styles.dim}>
        {canary.data?.summary ?? (canary.error ? `The verdict cannot be read: ${canary.error.message}` : null)}{' '}
        {autopilotWords(autopilot)}
        <NextLook at={autopilot.next_evaluation_at} />
        {isOld && ' This could not be read anew.'}
      </p>
    </div>
  );
}

function NextLook({ at }: { readonly at: string | null }) {
  const now = useServerNow();
  if (at === null) return null;
  return <> Next look in {duration(Date.parse(at) - now)}.</>;
}

/** The share as a bar; the figure beside it says it. */
function PercentBar({ percent }: { readonly percent: number }) {
  return (
    <svg className={styles.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
      <rect className={styles.ground} width={100} height={6} />
      <rect className={styles.filled} width={percent} height={6} />
    </svg>
  );
}
