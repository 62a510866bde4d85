import { isPage } from './app-pages.js';

describe('isPage', () => {
  it.each([
    'overview',
    'workers',
    'workers/7',
    'alerts',
    'provisioning',
    'servers',
    'servers/7',
    'servers/7/edit',
    'pools',
    'settings',
  ])('has %s', (path) => expect(isPage(path)).toBe(true));

  it.each([
    '',
    'nothing',
    'overview/x',
    'workers/7/edit',
    'workers//',
    'servers/7/delete',
    'servers/7/edit/x',
    'assets',
  ])('has no %p', (path) => expect(isPage(path)).toBe(false));
});
