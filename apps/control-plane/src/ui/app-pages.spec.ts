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
    'settings/providers',
    'settings/policies',
    'settings/policies/v4.2.0',
    'settings/rollout',
    'settings/shadow',
    'settings/shadow/00000000-0000-4000-8000-000000000000',
    'settings/history',
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
    'settings/nothing',
    'settings/rollout/x',
    'settings/policies/',
    'settings/policies/v1/x',
  ])('has no %p', (path) => expect(isPage(path)).toBe(false));
});
