export { openTestHosts, type HostKind, type TestHosts } from '../src/regression/test-hosts.js';
export type { Host, HostCommandResult } from '../src/hosts/host.js';
