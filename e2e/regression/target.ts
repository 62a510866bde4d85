import type { HostKind } from '../../apps/stack/bin/test-hosts.mjs';

/** What the checklist is run against. */
export type Target =
  | { readonly kind: 'stack'; readonly hosts: HostKind; readonly debianTree: string | null }
  | { readonly kind: 'deployment'; readonly url: string; readonly token: string; readonly user: string };

/**
 * Reads what `npm run regression` was told: REGRESSION_BASE_URL with REGRESSION_TOKEN and REGRESSION_USER name a
 * deployment; else REGRESSION_HOSTS says which hosts the embedded stack gets, and REGRESSION_DEBIAN_TREE what those
 * with systemd are copies of.
 */
export function readTarget(environment: NodeJS.ProcessEnv = process.env): Target {
  const url = environment['REGRESSION_BASE_URL'];
  if (url) {
    const { REGRESSION_TOKEN: token = '', REGRESSION_USER: user = OPERATOR } = environment;
    return { kind: 'deployment', url: url.replace(/\/+$/, ''), token, user };
  }
  const hosts = environment['REGRESSION_HOSTS'] === 'systemd' ? 'systemd' : 'process';
  return { kind: 'stack', hosts, debianTree: environment['REGRESSION_DEBIAN_TREE'] ?? null };
}

/** Who acts, unless somebody else is named. */
export const OPERATOR = 'quality';

/** Whether there is time for what takes minutes: REGRESSION_THOROUGH. */
export const isThorough = (environment: NodeJS.ProcessEnv = process.env): boolean =>
  environment['REGRESSION_THOROUGH'] === 'true';
