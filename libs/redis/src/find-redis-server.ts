import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Path of `redis-server` or, failing that, `valkey-server` on `searchPath`.
 * @returns null when there is neither
 */
export function findRedisServer(searchPath = pathOfEnvironment()): string | null {
  for (const name of ['redis-server', 'valkey-server']) {
    const found = searchPath.split(delimiter).map((directory) => join(directory, name));
    const path = found.find(isExecutable);
    if (path !== undefined) return path;
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function pathOfEnvironment(): string {
  // eslint-disable-next-line no-restricted-properties -- where programs are found, not a setting of the product
  return process.env['PATH'] ?? '';
}
