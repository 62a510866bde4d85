import { spawn } from 'node:child_process';

const LINES_SHOWN = 40;
/** Colours, which some programs write even where nobody sees them. */
const COLOURS = /\u001b\[[0-9;]*m/g;

/** A program that was needed and did not succeed; the message ends with what it printed last. */
export class ProgramFailed extends Error {}

/**
 * Runs a program to its end, in silence.
 * @param {string} what for the message: "The build of control-plane"
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd: string, shell?: boolean, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>}
 */
export function runProgram(what, file, args, options) {
  return new Promise((done, failed) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-20_000)));
    }
    child.once('error', (error) => failed(new ProgramFailed(`${what} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) return done();
      const tail = output.replace(COLOURS, '').trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
      failed(new ProgramFailed(`${what} failed (${signal ?? `exit code ${code}`}):\n${tail}`));
    });
  });
}
