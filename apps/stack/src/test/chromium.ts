import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ownEnvironment } from '../config/stack-environment.js';
import { ForPeople } from '../for-people.js';
import type { Progress } from '../progress.js';
import { installPackage, mayInstall } from '../redis-source.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/**
 * Path of a Chromium for the browser tests: CHROMIUM_PATH, or the system's; Debian's is installed where that is
 * possible without asking.
 * @throws ForPeople with what to do
 */
export async function chromium(progress: Progress): Promise<string> {
  const found = findChromium();
  if (found !== null) return found;
  if (mayInstall()) {
    console.log("There is no Chromium here: installing Debian's package chromium.");
    await progress('Installing chromium', () => installPackage('chromium'));
    const installed = findChromium();
    if (installed !== null) return installed;
  }
  throw new ForPeople('There is no Chromium here. Install it, or set CHROMIUM_PATH to one.');
}

function findChromium(): string | null {
  const { CHROMIUM_PATH: given, PATH: searchPath = '' } = ownEnvironment();
  if (given) return given;
  const places = searchPath.split(delimiter);
  const candidates = [...NAMES.flatMap((name) => places.map((place) => join(place, name))), ...ELSEWHERE];
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
