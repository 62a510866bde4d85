import { useId, type ReactNode } from 'react';
import styles from './Facts.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Named facts under a small heading. */
export function Facts({ title, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      <dl className={styles.facts}>{children}</dl>
    </section>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
  /** A quiet remark under the value. */
  readonly note?: ReactNode;
  /** A quiet remark beside the value. */
  readonly aside?: ReactNode;
}

/** One fact: its name and its value. */
export function Fact({ name, children, note, aside }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>
        {children}
        {aside && <span className={styles.aside}>{aside}</span>}
        {note && <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  );
}
