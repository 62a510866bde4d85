export { Clock, StoppedClock, SystemClock } from './clock.js';
export { describeProblems, readKeys } from './environment.js';
export type { EnvironmentOf, EnvironmentProblem, EnvironmentReading, Keys } from './environment.js';
export { createLogger } from './json-logger.js';
export { decimal, flag, integer, secret, text } from './key-kinds.js';
export type { Key, Parsed } from './key-kinds.js';
export { markdownTable } from './markdown-table.js';
export { Rounds } from './rounds.js';
export { stopGently } from './stop-gently.js';
