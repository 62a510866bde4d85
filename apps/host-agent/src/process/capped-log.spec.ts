import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CappedLog } from './capped-log.js';

describe('a log with a cap', () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-room-log-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('moves what is too much aside, and the writer goes on at the beginning', () => {
    const path = join(directory, 'worker.log');
    const log = new CappedLog(path, 10);
    log.close();
    const writer = openSync(path, 'a');
    writeSync(writer, 'short');
    log.trim();
    expect(readFileSync(path, 'utf8')).toBe('short');
    writeSync(writer, ' and long');
    log.trim();
    writeSync(writer, 'new');
    closeSync(writer);
    expect([readFileSync(`${path}.1`, 'utf8'), readFileSync(path, 'utf8')]).toEqual(['short and long', 'new']);
  });
});
