/** The door of the built test hosts for tests in TypeScript; its types are those of the source. */
export { openTestHosts } from '../../../dist/apps/stack/src/regression/test-hosts.js';
