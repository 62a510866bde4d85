import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';

interface Props {
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

/** More for who wants it; closed at first. */
export function Disclosure({ summary, children }: Props) {
  return (
    <details className={styles.more}>
      <summary className={styles.summary}>{summary}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
