export * from './jobs.js';
export * from './people.js';
export * from './servers.js';
export * from './settings.js';
