import { NavLink } from 'react-router-dom';
import { useOverview } from '../live/fleet';
import { NAVIGATION } from './navigation';
import styles from './Navigation.module.css';

/** The pages in their groups. `onChoose` closes the drawer that holds it on small screens. */
export function Navigation({ onChoose }: { readonly onChoose?: () => void }) {
  const wrong = useOverview()?.conditions.filter(({ severity }) => severity !== 'info') ?? [];
  const tone = wrong.some(({ severity }) => severity === 'critical') ? 'bad' : 'warn';
  return (
    <nav className={styles.nav} aria-label="Pages">
      {NAVIGATION.map(({ group, places }) => (
        <div key={group} className={styles.group}>
          <p className={styles.heading} id={`nav-${group}`}>
            {group}
          </p>
          <ul aria-labelledby={`nav-${group}`}>
            {places.map(({ to, label, icon: Glyph }) => (
              <li key={to}>
                <NavLink to={to} className={styles.link ?? ''} {...(onChoose && { onClick: onChoose })}>
                  <Glyph size={17} stroke={1.75} aria-hidden />
                  {label}
                  {to === '/alerts' && wrong.length > 0 && (
                    <span className={styles.count} data-tone={tone}>
                      {wrong.length}
                      <span className="visually-hidden"> present</span>
                    </span>
                  )}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
