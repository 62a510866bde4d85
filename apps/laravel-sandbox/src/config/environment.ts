import { type EnvironmentOf, type EnvironmentReading, readKeys } from '@app/service';
import { KEYS } from './keys.js';

/** The environment as typed values. */
export type Environment = EnvironmentOf<typeof KEYS>;

/** Reads every key and reports every problem at once. */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): EnvironmentReading<typeof KEYS> {
  return readKeys(KEYS, variables);
}
