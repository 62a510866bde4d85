import type { InstallFacts } from './install-facts.js';

/** Where the programs lie on a host with systemd. */
const PROGRAMS = '/usr/local/lib/vev';
const MIN_TASKS = 64; // as the contract's installer (section 5.5); Node alone needs about a dozen

/** What no part of either service needs. */
const HARDENING = [
  'NoNewPrivileges=yes',
  'ProtectSystem=strict',
  'ProtectHome=yes',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'ProtectKernelTunables=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelLogs=yes',
  'ProtectControlGroups=yes',
  'ProtectClock=yes',
  'ProtectHostname=yes',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'LockPersonality=yes',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service',
  'SystemCallErrorNumber=EPERM', // Node tries newer calls (memory keys, io_uring) and does without; by default it would be killed
  'UMask=0077',
];

const AFTER_NETWORK = ['Wants=network-online.target', 'After=network-online.target'];

/**
 * The worker's unit; `@NODE@` is filled in on the host. A supervised process rather than the contract's
 * oneshot that remains active: `is-active` then tells the truth when the worker has died (contract, trap 6).
 */
export function workerUnit({ envPath, restartPolicy, limits }: InstallFacts): string {
  return unit({
    Unit: ['Description=Verification worker', ...AFTER_NETWORK, 'StartLimitIntervalSec=0'],
    Service: [
      'Type=exec',
      `EnvironmentFile=${envPath}`,
      `ExecStart=@NODE@ ${PROGRAMS}/worker.mjs`,
      `Restart=${restartPolicy === 'unless-stopped' ? 'always' : restartPolicy}`,
      'RestartSec=2',
      'TimeoutStartSec=60',
      'TimeoutStopSec=60',
      'DynamicUser=yes',
      'CapabilityBoundingSet=',
      'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6',
      `TasksMax=${Math.max(MIN_TASKS, limits.pids)}`,
      ...(limits.memory === null ? [] : [`MemoryMax=${memoryMax(limits.memory)}`]),
      ...(limits.cpus === null ? [] : [`CPUQuota=${cpuQuota(limits.cpus)}`]),
      ...HARDENING,
    ],
    Install: ['WantedBy=multi-user.target'],
  });
}

/** The agent's unit. It is root, since it gives orders to systemd, and has none of root's other powers. */
export function agentUnit(port: number): string {
  return unit({
    Unit: ['Description=Command agent of the verification worker', ...AFTER_NETWORK, 'StartLimitIntervalSec=0'],
    Service: [
      'Type=simple',
      'EnvironmentFile=/etc/vev/worker-agent.env',
      `ExecStart=@NODE@ ${PROGRAMS}/agent.mjs`,
      'Restart=always',
      'RestartSec=2',
      'StateDirectory=vev-worker-agent',
      'StateDirectoryMode=0700',
      `CapabilityBoundingSet=${port < 1_024 ? 'CAP_NET_BIND_SERVICE' : ''}`,
      'RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6',
      ...HARDENING,
    ],
    Install: ['WantedBy=multi-user.target'],
  });
}

/** `/usr/local/bin/vev-worker-control`: the verbs and exit codes that people know from the contract (section 5.5). */
export function controlScript(workerUnitName: string): string {
  return `#!/bin/sh
unit='${workerUnitName}'
case "\${1:-}" in
  start | stop | restart) exec systemctl "$1" "$unit" ;;
  status)
    if systemctl is-active --quiet "$unit"; then echo running; else echo stopped; exit 3; fi
    ;;
  *)
    echo 'usage: vev-worker-control start|stop|restart|status' >&2
    exit 2
    ;;
esac
`;
}

/** Docker’s `512m` is systemd’s `512M`. */
function memoryMax(memory: string): string {
  const [, amount, suffix = ''] = /^(\d+)([bkmg]?)$/i.exec(memory) ?? [];
  if (amount === undefined) throw new RangeError('The installer cannot be written: the memory limit is none');
  return `${amount}${suffix.toLowerCase() === 'b' ? '' : suffix.toUpperCase()}`;
}

/** Docker's `1.5` processors are systemd's `150%`. */
function cpuQuota(cpus: string): string {
  const share = Math.round(Number(cpus) * 100);
  if (!(share > 0)) throw new RangeError('The installer cannot be written: the limit of processors is none');
  return `${share}%`;
}

function unit(sections: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(sections)
    .map(([name, lines]) => `[${name}]\n${lines.join('\n')}\n`)
    .join('\n');
}
