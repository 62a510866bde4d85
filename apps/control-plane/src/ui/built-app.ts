import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';

const NONCE = '__CSP_NONCE__';
const PAGE = 'index.html';

/** The files of the built app, looked up anew each time: a build beside a running service takes effect at once. */
@Injectable()
export class BuiltApp {
  /** @param directory where the build writes to */
  constructor(readonly directory: string) {}

  /** The page with the nonce of this answer, or null when the app has not been built. */
  async page(nonce: string): Promise<string | null> {
    const html = await readFile(path.join(this.directory, PAGE), 'utf8').catch(nullWhenMissing);
    return html?.replaceAll(NONCE, nonce) ?? null;
  }

  /** Whether `name` is a file that lies beside the page, such as its icon. */
  async hasFileBesidePage(name: string): Promise<boolean> {
    const entries = await readdir(this.directory, { withFileTypes: true }).catch(nullWhenMissing);
    return entries?.some((entry) => entry.isFile() && entry.name === name && name !== PAGE) ?? false;
  }
}

/** Where the build puts the app, seen from this file as the build leaves it. */
export function builtAppDirectory(): string {
  return path.resolve(import.meta.dirname, '../../../engine-room');
}

function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
