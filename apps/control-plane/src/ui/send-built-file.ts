import type { Response } from 'express';
import { Failure } from '../common/failure.js';

interface SendError extends NodeJS.ErrnoException {
  readonly status?: number;
}

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
    // `./`, since without any name it throws where it should look for one
    response.sendFile(`./${file}`, options, (error?: SendError) => {
      if (error === undefined || response.headersSent || response.destroyed) return resolve();
      reject(isMissing(error) ? new Failure('not_found', 'There is no such file', { cause: error }) : error);
    });
  });
}

/** Missing, a directory (for which Express gives no status), or a path that must not be. */
function isMissing({ code, status }: SendError): boolean {
  return code === 'EISDIR' || (status !== undefined && status < 500);
}
