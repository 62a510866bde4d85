import { readFileSync } from 'node:fs';
import { BUILT_IN } from './built-in.js';
import { parseScenario, ScenarioError } from './parse-scenario.js';
import type { Scenario } from './scenario.js';

/**
 * The scenario of that name, or in that file.
 * @throws ScenarioError there is neither, or it cannot be played
 */
export function loadScenario(nameOrFile: string, workerIds: ReadonlySet<string>): Scenario {
  const builtIn = Object.hasOwn(BUILT_IN, nameOrFile) ? BUILT_IN[nameOrFile] : undefined;
  return builtIn ? parseScenario(builtIn, workerIds) : parseScenario(readJson(nameOrFile), workerIds);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const names = Object.keys(BUILT_IN).join(', ');
    const why = error instanceof Error ? error.message : String(error);
    throw new ScenarioError(`"${file}" is neither one of ${names} nor a file with a scenario: ${why}`, {
      cause: error,
    });
  }
}
