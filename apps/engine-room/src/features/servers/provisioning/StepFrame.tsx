import type { ReactNode } from 'react';
import { STEP_HEADING, useOwedFocus } from './step-focus';
import styles from './StepFrame.module.css';

interface Props {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
  /** On to the next step, and whatever else one can do. */
  readonly actions?: ReactNode;
}

/** One step of the wizard. */
export function StepFrame({ title, lead, children, actions }: Props) {
  useOwedFocus();
  return (
    <section className={styles.step} aria-labelledby={STEP_HEADING}>
      <div>
        <h2 id={STEP_HEADING} className={styles.title} tabIndex={-1}>
          {title}
        </h2>
        <p className={styles.lead}>{lead}</p>
      </div>
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
