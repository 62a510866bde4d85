/** The first segment of every page's path below the base (contract 1.10). */
const PAGES = new Set(['overview', 'workers', 'alerts', 'provisioning', 'servers', 'pools', 'settings']);

/** Second segments below `settings`, and which of them have a page for each of their subjects. */
const SETTINGS = new Map([
  ['providers', false],
  ['policies', true],
  ['rollout', false],
  ['shadow', true],
  ['history', false],
]);

/** Whether the app has a page at this path below its base: `workers`, `workers/7`, `settings/policies/v2`, … */
export function isPage(path: string): boolean {
  const [page = '', subject, action, ...rest] = path.split('/');
  if (!PAGES.has(page) || rest.length > 0 || subject === '') return false;
  if (subject === undefined) return true;
  if (page === 'settings') return SETTINGS.has(subject) && (action === undefined || isSubject(subject, action));
  if (page === 'servers') return action === undefined || action === 'edit';
  return page === 'workers' && action === undefined;
}

function isSubject(section: string, subject: string): boolean {
  return subject !== '' && SETTINGS.get(section) === true;
}
