import { bakedFacts } from './baked-facts.js';
import type { InstallFacts } from './install-facts.js';
import { MAIN } from './main-part.js';
import { PREPARATION } from './preparation-part.js';
import { PROCESS_HOST } from './process-host-part.js';
import { PROGRAMS } from './programs-part.js';
import { REPORTING } from './reporting-part.js';
import { SELF_CHECK } from './self-check-part.js';
import { SYSTEMD_HOST } from './systemd-host-part.js';

const HEAD = `#!/usr/bin/env bash
# Installs the verification worker on one server. There are secrets in here: do not keep or pass on this file.
`;

/** The script's functions, in the order in which a reader needs them. Not one line of them does anything by itself. */
export function scriptParts(facts: InstallFacts): readonly string[] {
  return [HEAD, MAIN, bakedFacts(facts), REPORTING, PREPARATION, PROGRAMS, SYSTEMD_HOST, PROCESS_HOST, SELF_CHECK];
}
