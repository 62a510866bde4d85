import type { DesiredState, Provider } from '@app/contracts';
import type { OutcomesByProvider } from '../policy/reply-outcomes.js';

/** What a worker may do with a provider (control plane API, section 1.3). */
export const PROVIDER_MODES = ['normal', 'cautious', 'drain', 'quarantine', 'degraded_probe'] as const;
export type ProviderMode = (typeof PROVIDER_MODES)[number];

/** What has been probed of one provider since the process started, in e-mails. */
export interface ProviderTotals {
  readonly processed: number;
  readonly rejected: number;
  readonly tempfailed: number;
  readonly catchAll: number;
  /** All risky rows: temporary failures, catch-all and skipped probes included (worker behaviour, section 10). */
  readonly unknown: number;
}

export interface StageCount {
  readonly processed: number;
  /** Failed chunks. */
  readonly errors: number;
}

/** Totals since the process started; a new process begins at zero. */
export interface WorkerTotals {
  readonly screening: StageCount;
  readonly probe: StageCount;
  readonly providers: Readonly<Partial<Record<Provider, ProviderTotals>>>;
  /** Tag → rows. */
  readonly tags: Readonly<Record<string, number>>;
  readonly affinityHits: number;
  readonly fallbackClaims: number;
  readonly retryClaims: number;
  readonly retryAntiAffinitySuccesses: number;
  readonly sameWorkerAvoided: number;
  readonly samePoolAvoided: number;
}

/** A piece of work that was claimed and is not finished. */
export interface Chunk {
  readonly stage: 'screening' | 'smtp_probe';
  readonly provider: Provider;
  readonly emails: number;
  /** Work left, in seconds. */
  readonly secondsLeft: number;
  /** Whether the provider's mode, as it was when the chunk was claimed, lets the worker probe at all. */
  readonly probes: boolean;
  /** What becomes of its addresses, by the policy that the worker ran when it claimed the chunk. */
  readonly outcomes: OutcomesByProvider;
}

/** What the control plane said about policies, as far as a worker keeps it. */
export interface WorkerPolicy {
  readonly engineEnabled: boolean;
  readonly adaptiveRetryEnabled: boolean;
  /** Empty: none is active. */
  readonly activeVersion: string;
  /** Providers that are absent are in mode `normal`. */
  readonly modes: Readonly<Partial<Record<Provider, ProviderMode>>>;
}

/** Everything a worker process knows. */
export interface WorkerState {
  /** What it was told last and obeys; its next beat says so. */
  readonly desired: DesiredState;
  readonly policy: WorkerPolicy;
  /** By the payload it loaded last; null: none yet. Asked only while the engine is on. */
  readonly rules: OutcomesByProvider | null;
  readonly totals: WorkerTotals;
  readonly chunks: readonly Chunk[];
}

const NO_WORK: StageCount = { processed: 0, errors: 0 };

/** A process that has just started: it runs until it is told otherwise, and knows no policy. */
export const STARTED: WorkerState = {
  desired: 'running',
  policy: { engineEnabled: false, adaptiveRetryEnabled: false, activeVersion: '', modes: {} },
  rules: null,
  totals: {
    screening: NO_WORK,
    probe: NO_WORK,
    providers: {},
    tags: {},
    affinityHits: 0,
    fallbackClaims: 0,
    retryClaims: 0,
    retryAntiAffinitySuccesses: 0,
    sameWorkerAvoided: 0,
    samePoolAvoided: 0,
  },
  chunks: [],
};
