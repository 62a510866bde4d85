import type { InstallFacts } from './install-script/install-facts.js';
import { scriptParts } from './install-script/script-parts.js';

export type { InstallDownload, InstallFacts } from './install-script/install-facts.js';

/**
 * The text of `install.sh`: a program for Bash that makes a bare host run the worker, and the agent if one is wanted.
 * Everything is in functions and the last line calls them, so that half a download does nothing. It takes the
 * arguments of the contract (section 5.5) or GHCR_USER and GHCR_TOKEN, and can be run again.
 * @throws RangeError if a fact cannot be written down safely: an address with a quote, a unit that is none
 */
export function installScript(facts: InstallFacts): string {
  return `${scriptParts(facts).join('\n')}\nmain "$@"\n`;
}
