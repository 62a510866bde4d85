export * from './fleet.js';
export * from './heartbeat.js';
export * from './journal.js';
export * from './problem.js';
export * from './worker-words.js';
