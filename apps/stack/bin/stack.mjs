/** The door of the built stack for tests in TypeScript; its types are those of the source. */
export { startStack } from '../../../dist/apps/stack/src/start.js';
