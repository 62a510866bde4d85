import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router-dom';
import styles from './TabLinks.module.css';

interface Props {
  /** What the pages have in common. */
  readonly label: string;
  readonly tabs: readonly { readonly to: string; readonly label: string; readonly isExact?: boolean }[];
}

/** Pages side by side, each with a URL of its own. On a small screen the present one is scrolled into sight. */
export function TabLinks({ label, tabs }: Props) {
  const strip = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    strip.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <nav ref={strip} className={styles.tabs} aria-label={label}>
      <ul>
        {tabs.map(({ to, label: name, isExact = false }) => (
          <li key={to}>
            <NavLink to={to} end={isExact} className={styles.tab ?? ''}>
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
