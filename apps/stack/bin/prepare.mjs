import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build, TARGET_NAMES } from './build-targets.mjs';
import { install } from './install.mjs';
import { withProgress } from './progress.mjs';
import { ProgramFailed } from './run-program.mjs';

/** Where the repository is. */
export const ROOT = resolve(import.meta.dirname ?? '.', '../../..');

/**
 * Makes the repository ready to run: installs the dependencies if they are missing or out of date, and builds what
 * changed. Uses nothing but Node, since it runs before anything is installed. Does nothing the second time.
 * @param {readonly string[]} targets what is needed; everything by default
 */
export async function prepare(targets = TARGET_NAMES) {
  requireNode();
  const release = await waitForTurn();
  try {
    await install(ROOT);
    for (const target of targets) await build(ROOT, target);
  } finally {
    release();
  }
}

/**
 * Runs the body of a command and tells what went wrong in words: a stack trace only for a defect of ours.
 * @param {() => Promise<void>} body
 */
export async function command(body) {
  try {
    await body();
  } catch (error) {
    const expected = error instanceof ProgramFailed || error?.isForPeople === true;
    console.error(`\n${expected ? error.message : (error?.stack ?? error)}`);
    process.exitCode = 1;
  }
}

/** The built module of the stack. @param {string} name */
export function built(name) {
  return import(`../../../dist/apps/stack/src/${name}.js`);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new ProgramFailed(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
}

/** Two commands started together must not install or build over each other. */
async function waitForTurn() {
  const file = join(ROOT, '.data', 'preparing.pid');
  mkdirSync(join(ROOT, '.data'), { recursive: true });
  const mine = `${file}.${process.pid}`;
  const take = () => {
    writeFileSync(mine, String(process.pid));
    try {
      linkSync(mine, file); // appears complete or not at all
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isAlive(holderOf(file))) rmSync(file, { force: true });
      return false;
    } finally {
      rmSync(mine, { force: true });
    }
  };
  if (!take() && !take()) {
    await withProgress('Waiting for another command that installs or builds', async () => {
      while (!take()) await wait(200);
    });
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}

function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return process.pid; // just released; look again
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
