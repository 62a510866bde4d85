import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const TRY_AGAIN_MS = 100;

/**
 * Keeps a second process out of a directory: two databases over the same files destroy them. It is a socket that
 * somebody listens on, so that it ends with its process however that ends.
 */
export class DirectoryLock {
  private constructor(private readonly server: Server) {}

  /** Waits for a former process that is still ending. @throws Error if it does not within `patienceMs` */
  static async take(directory: string, patienceMs: number): Promise<DirectoryLock> {
    const place = await socketOf(directory);
    const deadline = Date.now() + patienceMs;
    while (await isListening(place)) {
      if (Date.now() >= deadline) throw new Error(`another process uses the data in ${directory}`);
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
    await rm(place, { force: true }); // left by a process that was killed
    const server = createServer((socket) => socket.destroy()).listen(place);
    await once(server, 'listening');
    return new DirectoryLock(server.unref());
  }

  async release(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Not in the directory itself: a socket's path may have a hundred characters only. */
async function socketOf(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const name = createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 16);
  return path.join(tmpdir(), `laravel-sandbox-${name}.sock`);
}

async function isListening(place: string): Promise<boolean> {
  const socket = connect(place);
  const listening = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return listening;
}
