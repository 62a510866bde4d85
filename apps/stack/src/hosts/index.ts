export type { Host, HostCommandResult, NetworkedHost } from './host.js';
export { HostNetwork, type HostNetworkPlan } from './host-network.js';
export { ProcessHost, type ProcessHostPlan } from './process-host.js';
export { SystemdHost, type SystemdHostPlan } from './systemd-host.js';
export { checkSystemdHosts, debianTree } from './systemd-tree.js';
