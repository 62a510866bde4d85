export { BUNDLE, COMMAND, CREDENTIALS, POOL, SERVER } from './contract-examples.js';
export { OddLaravel, cutMidBody, json, text } from './odd-laravel.js';
export type { Arrived, Behaviour } from './odd-laravel.js';
