import type { LaravelTrace, LaravelTraceAttempt, ProviderRow } from '@app/contracts';
import { testConfig } from '../../config/testing/test-config.js';
import { attempt as anyAttempt, trace as anyTrace } from '../../decisions/testing/traces.js';
import { NO_WORK, type WorkSums } from '../measure/work-ledger.js';
import type { ProviderRowSources } from '../provider-rows.js';

export function work(overrides: Partial<WorkSums> = {}): WorkSums {
  return { ...NO_WORK, ...overrides };
}

/** Nothing measured and nothing decided, with the default thresholds. */
export function rowSources(overrides: Partial<ProviderRowSources> = {}): ProviderRowSources {
  return {
    thresholds: testConfig().providerThresholds,
    windowMs: 600_000,
    sums: () => NO_WORK,
    mode: () => ({ mode: 'normal', source: 'default' }),
    ...overrides,
  };
}

/** A healthy provider that was measured within the window. */
export function providerRow(overrides: Partial<ProviderRow> = {}): ProviderRow {
  return {
    provider: 'gmail',
    status: 'healthy',
    mode: 'normal',
    mode_source: 'default',
    tempfail_rate: 0.1,
    reject_rate: 0.1,
    unknown_rate: 0.1,
    policy_blocked_rate: null,
    avg_retry_after: null,
    workers: 4,
    basis: 'window',
    window_seconds: 600,
    sample: 1_000,
    weighted_by: 'volume',
    why: {},
    ...overrides,
  };
}

/** An attempt at Gmail that a server put off. */
export function attempt(overrides: Partial<LaravelTraceAttempt> = {}): LaravelTraceAttempt {
  return anyAttempt({ reason_tag: null, provider_profile: 'gmail', provider: 'gmail', ...overrides });
}

/** A trace of these attempts, numbered from 1; `decidedBy` is the number of the one the result comes from. */
export function trace(
  attempts: readonly Partial<LaravelTraceAttempt>[],
  decidedBy: number,
  overrides: Partial<LaravelTrace> = {},
): LaravelTrace {
  const recorded = anyTrace(1, {
    provider: 'gmail',
    attempt_chain: attempts.map((given, index) => attempt({ attempt_number: index + 1, ...given })),
  });
  const attempt_route = recorded.attempt_route && { ...recorded.attempt_route, attempt_number: decidedBy };
  return { ...recorded, attempt_route, ...overrides };
}
