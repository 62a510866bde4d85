import { Link } from 'react-router-dom';
import tabs from '../../ui/TabLinks.module.css';

/** What the page of the workers can show; the fleet has no word in the URL. */
export const WORKER_VIEWS = ['fleet', 'decisions', 'clusters'] as const;
export type WorkersViewName = (typeof WORKER_VIEWS)[number];

const LABELS: Readonly<Record<WorkersViewName, string>> = {
  fleet: 'Fleet',
  decisions: 'Decisions',
  clusters: 'Unknown replies',
};

/** The ways between the views, which share a path. Each starts without the filters of the others. */
export function ViewLinks({ current }: { readonly current: WorkersViewName }) {
  return (
    <nav className={tabs.tabs} aria-label="Views of the workers">
      <ul>
        {WORKER_VIEWS.map((view) => (
          <li key={view}>
            <Link
              className={tabs.tab}
              to={view === 'fleet' ? '/workers' : `/workers?view=${view}`}
              aria-current={view === current ? 'page' : undefined}
            >
              {LABELS[view]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
