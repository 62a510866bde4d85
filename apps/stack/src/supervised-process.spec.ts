import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SupervisedProcess } from './supervised-process.js';

describe('a supervised process', () => {
  let directory: string;
  const running: SupervisedProcess[] = [];
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'engine-room-process-'))));
  afterEach(async () => {
    for (const child of running.splice(0)) await child.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  const logFile = () => join(directory, 'child.log');
  const start = (
    source: string,
    onUnexpectedExit: (how: string, lines: readonly string[]) => void = () => undefined,
  ) => {
    const script = join(directory, 'child.mjs');
    writeFileSync(script, source);
    const plan = { name: 'child', script, environment: {}, directory, logFile: logFile(), stopGraceMs: 300 };
    const child = new SupervisedProcess(plan, onUnexpectedExit);
    running.push(child);
    child.start();
    return child;
  };
  const untilItSays = async (word: string) => {
    while (!readFileSync(logFile(), 'utf8').includes(word)) await wait(10);
  };

  it('tells how it ended by itself, and what it said last', async () => {
    const told = await new Promise((resolve) => {
      start("console.log('no such key'); process.exit(3)", (how, lines) => resolve([how, lines]));
    });
    expect(told).toEqual(['exit code 3', ['no such key']]);
  });

  it('tells nothing of an end it was asked for', async () => {
    const tell = jest.fn();
    const child = start("console.log('up'); setInterval(() => {}, 1000)", tell);
    await untilItSays('up');
    await child.restart();
    expect(child.pid).not.toBeNull();
    await child.stop();
    expect(child.pid).toBeNull();
    expect(tell).not.toHaveBeenCalled();
  });

  it('is killed when it does not stop in time', async () => {
    const child = start(
      "process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up')",
    );
    await untilItSays('up');
    await child.stop();
    expect(child.pid).toBeNull();
    expect(readFileSync(logFile(), 'utf8')).toContain('no');
  });

  it('can be killed while it is being stopped', async () => {
    const child = start("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')");
    await untilItSays('up');
    const stopped = child.stop();
    const startedAt = performance.now();
    await child.kill();
    expect(performance.now() - startedAt).toBeLessThan(250);
    await stopped;
  });
});
