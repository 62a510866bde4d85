export * from './fleet.js';
export * from './heartbeat.js';
export * from './journal.js';
export * from './laravel.js';
export * from './problem.js';
export * from './registry.js';
export * from './worker-words.js';
