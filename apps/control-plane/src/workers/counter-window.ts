import type { Basis, Measured, WorkerRates } from '@app/contracts';
import type { WorkerReport } from './worker-report.js';

/** How far back rates look. At the real worker's default of a beat every 30 s these are four beats. */
export const WINDOW_MS = 120_000;
/** Beats closer together than this share a sample, which bounds the memory of a window. */
const SAMPLE_EVERY_MS = 5_000;

/** A worker's totals since its process started, at one beat. Counts, not rates: only counts can be subtracted. */
export interface CounterSample {
  readonly at: number;
  readonly processed: number;
  readonly probed: number;
  /** False when the beat carried no rates: then the next three are unknown, not zero. */
  readonly hasRates: boolean;
  readonly errors: number;
  readonly tempfailed: number;
  readonly rejected: number;
  readonly unknown: number;
}

/** What is remembered of one worker process. */
export interface CounterWindow {
  /** At most one every SAMPLE_EVERY_MS, oldest first; shared by successive windows, never changed in place. */
  readonly kept: readonly CounterSample[];
  readonly latest: CounterSample;
}

/** The totals of a report. A worker's rates are fractions of what it probed since its start (worker behaviour, 10). */
export function sampleOf(report: WorkerReport, at: number): CounterSample {
  const stages = report.stage_metrics;
  const probed = stages?.smtp_probe?.processed ?? 0;
  const rates = report.smtp_metrics;
  return {
    at,
    processed: probed + (stages?.screening?.processed ?? 0),
    probed,
    hasRates: rates !== undefined,
    errors: (stages?.smtp_probe?.errors ?? 0) + (stages?.screening?.errors ?? 0),
    tempfailed: Math.round((rates?.tempfail_rate ?? 0) * probed),
    rejected: Math.round((rates?.reject_rate ?? 0) * probed),
    unknown: Math.round((rates?.unknown_rate ?? 0) * probed),
  };
}

/**
 * The window after one more sample. A counter that went back means that the process was restarted: what the former
 * process counted is not comparable, and the window begins anew.
 */
export function extendWindow(window: CounterWindow | null, sample: CounterSample): CounterWindow {
  if (window === null || wasReset(window.latest, sample)) return { kept: [sample], latest: sample };
  const { kept } = window;
  const lastKept = kept.at(-1)?.at ?? -Infinity;
  // Most beats end here: whatever is made anew for each beat costs a large fleet dearly.
  if (sample.at - lastKept < SAMPLE_EVERY_MS) return { kept, latest: sample };
  // The newest sample outside stays as the base: without it a worker that beats every 2 minutes never had a window.
  const firstInside = kept.findIndex(({ at }) => sample.at - at <= WINDOW_MS);
  const from = firstInside === -1 ? kept.length - 1 : Math.max(0, firstInside - 1);
  return { kept: [...kept.slice(from), sample], latest: sample };
}

/** What the worker did within the window; cumulative where there is but one sample, none where nothing was counted. */
export function ratesOf({ kept, latest: last }: CounterWindow): WorkerRates {
  const first = kept[0];
  if (first === undefined || first === last) return ratesSinceStart(last);
  const seconds = (last.at - first.at) / 1_000;
  const probed = last.probed - first.probed;
  const isKnown = first.hasRates && last.hasRates && probed > 0;
  const share = (part: number) => measured(isKnown ? share01(part, probed) : null, probed, 'window');
  // The clocks of two replicas that take a worker's beats in turn may differ by more than the beats are apart.
  const isTimed = seconds > 0;
  const processed = last.processed - first.processed;
  const errors = last.errors - first.errors;
  return {
    window_seconds: Math.round(seconds),
    emails_per_second: measured(isTimed ? processed / seconds : null, processed, 'window'),
    errors_per_minute: measured(isTimed ? (60 * errors) / seconds : null, errors, 'window'),
    tempfail_rate: share(last.tempfailed - first.tempfailed),
    reject_rate: share(last.rejected - first.rejected),
    unknown_rate: share(last.unknown - first.unknown),
  };
}

/** One sample tells shares since the process started, but no speed: when it started is not known. */
function ratesSinceStart({ probed, hasRates, tempfailed, rejected, unknown }: CounterSample): WorkerRates {
  const nothing = measured(null, 0, 'none');
  const isKnown = hasRates && probed > 0;
  const share = (part: number) => (isKnown ? measured(share01(part, probed), probed, 'cumulative') : nothing);
  return {
    window_seconds: 0,
    emails_per_second: nothing,
    errors_per_minute: nothing,
    tempfail_rate: share(tempfailed),
    reject_rate: share(rejected),
    unknown_rate: share(unknown),
  };
}

function measured(value: number | null, sample: number, basis: Basis): Measured {
  return { value: value === null ? null : rounded(value), sample, basis };
}

/** A share of what was probed, within 0..1 even where a worker's own figures do not fit together. */
function share01(part: number, whole: number): number {
  return Math.min(1, Math.max(0, part / whole));
}

/** Six digits are more than a sample can tell, and keep the wire short. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function wasReset(last: CounterSample, next: CounterSample): boolean {
  return next.processed < last.processed || next.probed < last.probed || next.errors < last.errors;
}
