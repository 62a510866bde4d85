import { PROVIDERS, type Provider } from '@app/contracts';

/** Who a worker is; it does not change while the worker exists. */
export interface WorkerIdentity {
  readonly workerId: string;
  readonly host: string;
  readonly ipAddress: string;
  /** Empty: the worker belongs to none. */
  readonly pool: string;
  /** Which provider's chunks it is meant for; null means any. */
  readonly affinity: Provider | null;
}

const FIRST_ID = 101;
/** Networks for documentation (RFC 5737): nobody has these addresses. */
const NETWORKS = ['198.51.100', '203.0.113', '192.0.2'];
const HOSTS_PER_NETWORK = 240;
const FIRST_HOST = 11;

/** The fleet's members, divided between the pools in equal parts, the first pools taking what remains. */
export function roster(workers: number, pools: readonly string[]): readonly WorkerIdentity[] {
  return Array.from({ length: workers }, (_, index) => {
    const poolIndex = Math.floor((index * pools.length) / workers);
    const firstOfPool = Math.ceil((poolIndex * workers) / pools.length);
    return identity(index, pools[poolIndex] ?? '', poolIndex, index - firstOfPool);
  });
}

function identity(index: number, pool: string, poolIndex: number, indexInPool: number): WorkerIdentity {
  const network = NETWORKS[(poolIndex + Math.floor(indexInPool / HOSTS_PER_NETWORK)) % NETWORKS.length] ?? '192.0.2';
  const choices = [...PROVIDERS, null];
  return {
    workerId: String(FIRST_ID + index),
    host: `${hostPrefix(pool)}-${indexInPool + 1}`,
    ipAddress: `${network}.${FIRST_HOST + (indexInPool % HOSTS_PER_NETWORK)}`,
    pool,
    affinity: choices[index % choices.length] ?? null,
  };
}

/** `edge-eu` has the hosts `probe-eu-1`, …; other pools give their own name. */
function hostPrefix(pool: string): string {
  if (pool === '') return 'worker';
  return pool.startsWith('edge-') ? pool.replace('edge-', 'probe-') : pool.replace(/^warm-\d+$/, 'mixed');
}
