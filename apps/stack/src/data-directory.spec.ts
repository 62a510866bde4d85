import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataDirectory } from './data-directory.js';

describe('the data directory', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'engine-room-data-'))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('belongs to one running stack at a time', () => {
    const first = claimDataDirectory(directory);
    expect(() => claimDataDirectory(directory)).toThrow(/Another stack \(process \d+\).*DATA_DIR/);
    first.release();
    claimDataDirectory(directory).release();
  });

  it('is taken over from a stack that was killed', () => {
    writeFileSync(join(directory, 'stack.pid'), '999999999 1');
    claimDataDirectory(directory).release();
  });

  it('is taken over when the process id belongs to somebody else by now', () => {
    writeFileSync(join(directory, 'stack.pid'), `${process.ppid} 1`);
    claimDataDirectory(directory).release();
  });

  it('keeps one token, for the owner alone', () => {
    const first = claimDataDirectory(directory);
    const token = first.token();
    first.release();
    const second = claimDataDirectory(directory);
    expect(second.token()).toBe(token);
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(directory, 'token')).mode & 0o777).toBe(0o600);
    second.release();
  });
});
