import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DirectoryLock } from './directory-lock.js';

describe('the lock of a directory', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'lock-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('is held by one alone, and free again afterwards', async () => {
    const lock = await DirectoryLock.take(directory, 0);
    await expect(DirectoryLock.take(`${directory}/../${path.basename(directory)}`, 0)).rejects.toThrow(
      'another process',
    );
    await lock.release();
    await (await DirectoryLock.take(directory, 0)).release();
  });

  it('is waited for', async () => {
    const lock = await DirectoryLock.take(directory, 0);
    const second = DirectoryLock.take(directory, 5_000);
    await lock.release();
    await (await second).release();
  });
});
