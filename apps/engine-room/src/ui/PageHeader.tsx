import type { ReactNode } from 'react';
import styles from './PageHeader.module.css';

interface Props {
  readonly title: string;
  /** One line under the title: what the page shows, or what it does not do. */
  readonly children?: ReactNode;
  readonly aside?: ReactNode;
}

/** The page's one heading of the first rank, and the title of the browser's tab. */
export function PageHeader({ title, children, aside }: Props) {
  return (
    <div className={styles.header}>
      <title>{`${title} · Engine Room`}</title>
      <div>
        <h1 className={styles.title}>{title}</h1>
        {children && <p className={styles.lead}>{children}</p>}
      </div>
      {aside}
    </div>
  );
}
