import { Link } from 'react-router-dom';
import { stepPlace, STEP_TITLES, STEPS, type WizardPlace } from './wizard-url';
import styles from './WizardSteps.module.css';

/** Where one is in the wizard. No tick for what lies before: the place in the URL does not tell what was done. */
export function WizardSteps({ step: present, serverId }: Pick<WizardPlace, 'step' | 'serverId'>) {
  const at = STEPS.indexOf(present);
  return (
    <nav aria-label="Steps">
      <ol className={styles.steps}>
        {STEPS.map((step, index) => {
          const mark = (
            <>
              <span className={styles.mark} aria-hidden>
                {index + 1}
              </span>
              <span>
                <span className="visually-hidden">Step {index + 1}: </span>
                {STEP_TITLES[step]}
              </span>
            </>
          );
          const state = index === at ? 'present' : 'other';
          return (
            <li key={step} className={styles.step} data-state={state}>
              {serverId === null && step !== 'server' ? (
                <span className={styles.place} title="Create or choose a server first">
                  {mark}
                  <span className="visually-hidden"> (create or choose a server first)</span>
                </span>
              ) : (
                <Link
                  className={styles.place}
                  to={serverId === null ? '/provisioning' : stepPlace(step, serverId)}
                  aria-current={index === at ? 'step' : undefined}
                >
                  {mark}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
