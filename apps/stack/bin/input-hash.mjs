import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const NOT_AN_INPUT = /(^|\/)(node_modules|dist|testing|test-results)(\/|$)|\.(int-)?spec\.tsx?$|\.tsbuildinfo$/;

/**
 * A digest of the names and contents of files; a folder stands for everything in it that is built. Tests are no part
 * of a build, and what does not exist counts as absent.
 * @param {string} root
 * @param {readonly string[]} inputs files and folders, relative to `root`
 */
export function inputHash(root, inputs) {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch}\0`);
  for (const file of inputs.flatMap((input) => filesOf(join(root, input))).sort()) {
    hash.update(`${relative(root, file).split(sep).join('/')}\0`);
    hash.update(readFileSync(file));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/** @returns {string[]} */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !NOT_AN_INPUT.test(entry.name))
    .flatMap((entry) => filesOf(join(path, entry.name)));
}
