import { PROVIDERS, type Provider, type ProviderVerdict, type VerdictWord } from '@app/contracts';
import type { WorkDelta } from '../../../providers/measure/work-feed.js';
import type { AutopilotInput, WatchedCanary } from '../autopilot-input.js';
import type { CanaryVerdict } from '../canary-verdict.js';
import type { CanaryStep } from '../canary-step.js';

/** A step of `next` at 25 %; everybody else runs `former`. */
export const canaryStep = (overrides: Partial<CanaryStep> = {}): CanaryStep => ({
  key: 'next 25 7',
  version: 'next',
  stable: 'former',
  percent: 25,
  ...overrides,
});

/** A hundred probes of gmail under the candidate, twenty unknown. */
export const workDelta = (overrides: Partial<WorkDelta> = {}): WorkDelta => ({
  workerId: '1',
  pool: 'blue',
  version: 'next',
  provider: 'gmail',
  at: 1_000,
  probed: 100,
  tempfailed: 5,
  rejected: 10,
  unknown: 20,
  policyBlocked: null,
  ...overrides,
});

export const providerVerdict = (provider: Provider | 'all', verdict: VerdictWord): ProviderVerdict => ({
  provider,
  verdict,
  measures: [
    {
      measure: 'unknown_rate',
      verdict,
      cohort: 0.3,
      rest: 0.2,
      difference: 0.1,
      low: 0.06,
      high: 0.14,
      threshold: 0.05,
      because: `the figures of ${provider}`,
    },
  ],
  cohort_sample: 1_000,
  rest_sample: 3_000,
  cohort_workers: 10,
  rest_workers: 30,
});

/** A verdict as the parts of it make it. */
export function canaryVerdict(
  all: VerdictWord,
  providers: Partial<Record<Provider, VerdictWord>> = {},
  isClearFailure = false,
): CanaryVerdict {
  const rows = PROVIDERS.filter((provider) => providers[provider] !== undefined).map((provider) =>
    providerVerdict(provider, providers[provider] ?? 'hold'),
  );
  const words = [all, ...rows.map(({ verdict }) => verdict)];
  const verdict = words.includes('fail') ? 'fail' : all;
  return { verdict, because: 'as the test says', all: providerVerdict('all', all), isClearFailure, providers: rows };
}

/** A canary at 25 % of which everything passes, watched since 0. */
export const watchedCanary = (overrides: Partial<WatchedCanary> = {}): WatchedCanary => ({
  key: 'next 25 7',
  version: 'next',
  percent: 25,
  watchedSince: 0,
  verdict: canaryVerdict('pass', { gmail: 'pass' }),
  newInWindow: 500,
  ...overrides,
});

/** The autopilot switched on, windows of a minute of which two are asked. */
export const autopilotInput = (overrides: Partial<AutopilotInput> = {}): AutopilotInput => ({
  settings: { isEnabled: true, isDryRun: false, windowMs: 60_000, requiredHealthyWindows: 2 },
  rolloutRevision: 7,
  stable: 'former',
  canary: watchedCanary(),
  manuallyRestricted: [],
  autopilotModes: { generic: 'normal', gmail: 'normal', microsoft: 'normal', yahoo: 'normal' },
  ...overrides,
});
