export { startStack, type Stack, type StackOptions } from '../src/start.js';
