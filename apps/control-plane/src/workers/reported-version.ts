import type { WorkerReport } from './worker-report.js';

/**
 * The policy version that a worker says it runs: what follows the colon of its session strategy (contract, section
 * 1.3); null when it names none, or says nothing of it.
 */
export function reportedVersion({ session_strategy_id: strategy = '' }: WorkerReport): string | null {
  const colon = strategy.indexOf(':');
  const version = colon === -1 ? '' : strategy.slice(colon + 1).trim();
  return version === '' || version === 'unversioned' ? null : version;
}
