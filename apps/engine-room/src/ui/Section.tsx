import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import styles from './Section.module.css';

interface Props {
  readonly title: string;
  readonly note?: ReactNode;
  readonly aside?: ReactNode;
  /** Without padding, for tables that reach the edge. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** A titled surface. */
export function Section({ title, note, aside, isFlush = false, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {note && <p className={styles.note}>{note}</p>}
        {aside && <div className={styles.aside}>{aside}</div>}
      </div>
      {isFlush ? <Scroller labelledBy={id}>{children}</Scroller> : <div className={styles.body}>{children}</div>}
    </section>
  );
}

/** Scrolls sideways where there is too little room; the keyboard can reach it then, and only then. */
function Scroller({ labelledBy, children }: { readonly labelledBy: string; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [isTight, setIsTight] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setIsTight(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const reachable = isTight ? { role: 'group', tabIndex: 0, 'aria-labelledby': labelledBy } : {};
  return (
    <div ref={box} className={styles.flush} {...reachable}>
      {children}
    </div>
  );
}
