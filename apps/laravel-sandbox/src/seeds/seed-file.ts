import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the files are: beside the source, which the built program reaches from its place in `dist`. */
const PLACES = ['../../seeds', '../../../../../apps/laravel-sandbox/seeds'];

/**
 * A file of recorded data that a fresh sandbox begins with.
 * @throws when it is in none of the places
 */
export function seedFile(name: string): Buffer {
  const files = PLACES.map((place) => path.resolve(import.meta.dirname, place, name));
  const file = files.find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`the seed file ${name} is missing`);
  return readFileSync(file);
}
