import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import { useCanary, useCohort, useRollout, useRollouts } from '../queries';
import { OldCopy, Trouble } from '../Trouble';
import { Autopilot } from './Autopilot';
import { Cohort } from './Cohort';
import { RolloutState } from './RolloutState';
import { Story } from './Story';
import { Verdicts } from './Verdicts';
import styles from './Rollout.module.css';

/** How many decisions of the history the story looks back. */
const LOOK_BACK = 50;

/** The rollout that is under way: where it stands, how the cohort does, and what has happened. */
export function RolloutPageView() {
  const rollout = useRollout();
  const canary = useCanary();
  const cohort = useCohort();
  const history = useRollouts(LOOK_BACK);
  if (!rollout.data) {
    return rollout.error ? (
      <Trouble query={rollout} what="The rollout" meanwhile="What workers are told does not change by that." />
    ) : (
      <Loading height={480} label="Reading the rollout" />
    );
  }
  const isCanary = rollout.data.state === 'canary';
  return (
    <>
      <OldCopy error={rollout.error ?? canary.error ?? cohort.error} />
      <div className={styles.head}>
        <RolloutState rollout={rollout.data} />
        <Autopilot autopilot={rollout.data.autopilot} isCanary={isCanary} />
      </div>
      {isCanary && <Verdicts query={canary} />}
      <Section title="What has happened" note="newest first">
        <Story events={rollout.data.autopilot.events} history={history.data} error={history.error} />
      </Section>
      {isCanary && <Cohort query={cohort} />}
    </>
  );
}
