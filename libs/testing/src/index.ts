export { freePort } from './free-port.js';
export { Program } from './program.js';
export { until } from './until.js';
