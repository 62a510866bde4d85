export * from './recorded.js';
