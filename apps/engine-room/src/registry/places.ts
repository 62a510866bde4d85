import type { UnregisteredWorker } from '@app/contracts';

/** The wizard for a new server, filled in with what a worker says of itself. */
export function registerPlace({ worker_id, host, ip_address }: Omit<UnregisteredWorker, 'pool' | 'presence'>): string {
  const query = new URLSearchParams({ mode: 'create', worker_id, worker_host: host, worker_ip: ip_address });
  return `/provisioning?${query.toString()}`;
}

export const serverPlace = (id: number): string => `/servers/${id}`;
