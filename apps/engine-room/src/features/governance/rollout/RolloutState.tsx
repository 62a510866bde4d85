import { Button } from '@mantine/core';
import { IconCheck, IconFlask } from '@tabler/icons-react';
import { ROLLOUT_STEPS, type RolloutView } from '@app/contracts';
import { Link } from 'react-router-dom';
import { takenBackByAutopilot } from '../../../governance/taken-back';
import { Section } from '../../../ui/Section';
import { DecisionNote } from '../DecisionNote';
import { versionPlace } from '../places';
import { PromoteDialog } from '../promote/PromoteDialog';
import { RollbackButton } from '../promote/RollbackButton';
import { useVersionDialog } from '../versions/use-version-dialog';
import styles from './Rollout.module.css';

/** Where the rollout stands, and the steps forward and back. */
export function RolloutState({ rollout }: { readonly rollout: RolloutView }) {
  const dialog = useVersionDialog();
  const { state, active_version: active, decision, next_percent: next } = rollout;
  return (
    <Section title="Now" note={state === 'canary' ? 'a canary is under way' : undefined}>
      <div className={styles.state}>
        <p className={styles.sentence}>
          <Sentence rollout={rollout} />
        </p>
        {state === 'canary' && <Steps percent={rollout.canary_percent} />}
        {decision && (
          <p className={styles.note}>
            Decided by <DecisionNote decision={decision} />
          </p>
        )}
        <div className={styles.buttons}>
          {state === 'canary' && active !== null && (
            <Button leftSection={<IconFlask size={16} aria-hidden />} onClick={() => dialog.promote(active)}>
              {next === 100 ? 'Roll out to everybody' : next === null ? 'Change the share' : `Widen to ${next} %`}
            </Button>
          )}
          {state !== 'canary' && (
            <Button component={Link} to="/settings/policies" variant="default">
              Choose a version
            </Button>
          )}
          {state !== 'none' && <RollbackButton />}
        </div>
        {state !== 'none' && (
          <p className={styles.note}>
            {rollout.rollback_to === null ? 'There is no way back: ' : `The way back leads to ${rollout.rollback_to}. `}
            {rollout.rollback_why}
          </p>
        )}
      </div>
      <PromoteDialog version={dialog.promoted} onClose={dialog.close} />
    </Section>
  );
}

function Sentence({ rollout }: { readonly rollout: RolloutView }) {
  const { state, active_version: active, stable_version: stable, canary_percent: percent } = rollout;
  if (state === 'none' || active === null) {
    return <>No version was ever rolled out. Workers run the rules that are built into them.</>;
  }
  const name = <Link to={versionPlace(active, stable ?? undefined)}>{active}</Link>;
  const takenBack = takenBackByAutopilot(rollout);
  if (state === 'stable' && takenBack) {
    return (
      <>
        Everybody runs {name}. The autopilot took back <Link to={versionPlace(takenBack, active)}>{takenBack}</Link>;
        nothing is under way.
      </>
    );
  }
  if (state === 'stable') return <>Everybody runs {name}. Nothing is under way.</>;
  return (
    <>
      {name} is rolled out to {percent} % of the workers; everybody else runs {stable ?? 'the built-in rules'}.
    </>
  );
}

/** The way to everybody, and how far it has come. */
function Steps({ percent }: { readonly percent: number }) {
  return (
    <ol className={styles.steps} aria-label="Steps of the rollout">
      {ROLLOUT_STEPS.map((step) => (
        <li key={step} className={styles.step} data-done={step <= percent || undefined}>
          {step <= percent && <IconCheck size={14} stroke={2.5} aria-hidden />}
          {step} %<span className="visually-hidden">{step <= percent ? ' reached' : ' to come'}</span>
        </li>
      ))}
    </ol>
  );
}
