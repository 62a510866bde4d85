import type { Icon } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import styles from './Blank.module.css';

interface Props {
  readonly icon: Icon;
  /** What is missing, or why, as a sentence. */
  readonly title: string;
  readonly children: ReactNode;
  /** Read out at once; for trouble, not for what is merely empty. */
  readonly isAlert?: boolean;
}

/** Stands where there is nothing to show, and says what to do about it. */
export function Blank({ icon: Glyph, title, children, isAlert = false }: Props) {
  const id = useId();
  return (
    <section className={styles.blank} aria-labelledby={id}>
      <Glyph size={28} stroke={1.5} aria-hidden />
      <div className={styles.text} role={isAlert ? 'alert' : undefined}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {children}
      </div>
    </section>
  );
}
