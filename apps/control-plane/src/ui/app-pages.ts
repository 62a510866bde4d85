/** The first segment of every page's path below the base (contract 1.10). */
const PAGES = new Set(['overview', 'workers', 'alerts', 'provisioning', 'servers', 'pools', 'settings']);

/** Whether the app has a page at this path below its base: `workers`, `workers/7`, `servers/7/edit`, … */
export function isPage(path: string): boolean {
  const [page = '', subject, action, ...rest] = path.split('/');
  if (!PAGES.has(page) || rest.length > 0 || subject === '') return false;
  if (subject === undefined) return true;
  if (page === 'servers') return action === undefined || action === 'edit';
  return page === 'workers' && action === undefined;
}
