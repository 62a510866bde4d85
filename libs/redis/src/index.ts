export * from './connection.js';
export * from './end-with-parent.js';
export * from './journal-entries.js';
export * from './journal-follower.js';
export * from './record-set.js';
export * from './redis-link.js';
export * from './redis-process.js';
