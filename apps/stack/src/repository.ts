import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the repository is; the same for the sources and for what is built from them. */
export const ROOT = rootAbove(import.meta.dirname);

/** The built entry of an application. @param app its folder under `apps` */
export function entryOf(app: string, file = 'main'): string {
  return join(ROOT, 'dist', 'apps', app, 'src', `${file}.js`);
}

function rootAbove(directory: string): string {
  if (existsSync(join(directory, 'nest-cli.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error('The repository was not found above this file');
  return rootAbove(parent);
}
