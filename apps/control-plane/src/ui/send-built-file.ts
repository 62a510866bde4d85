import type { Response } from 'express';
import { Failure } from '../common/failure.js';

/**
 * Sends a file of the built app. Paths that lead out of `directory` and names that begin with a dot count as missing.
 * @throws Failure not_found; it leaves no cache headers behind
 */
export function sendBuiltFile(
  response: Response,
  directory: string,
  file: string,
  cacheControl: string,
): Promise<void> {
  const options = {
    root: directory,
    dotfiles: 'ignore',
    acceptRanges: false,
    cacheControl: false,
    headers: { 'Cache-Control': cacheControl },
  } as const;
  return new Promise((resolve, reject) => {
    response.sendFile(file, options, (error?: Error & { status?: number }) => {
      if (error === undefined || response.headersSent || response.destroyed) return resolve();
      const isRefusal = error.status !== undefined && error.status < 500; // missing, or a path that must not be
      reject(isRefusal ? new Failure('not_found', 'There is no such file', { cause: error }) : error);
    });
  });
}
