import type { WorkerFacts } from '../workers/worker-row.js';

/** What the live workers' probes amounted to since each worker's start. */
export interface ProbeFigures {
  /** Fractions 0..1 of all probed e-mails; null when nobody probed any. */
  readonly unknownRate: number | null;
  readonly tempfailRate: number | null;
  readonly rejectRate: number | null;
  /** How many e-mails the rates are computed from, and how many workers probed them. */
  readonly probedEmails: number;
  readonly reportingWorkers: number;
  readonly liveWorkers: number;
  /** Sums of the stage counters of all live workers. */
  readonly screeningProcessed: number;
  readonly probeProcessed: number;
}

/**
 * Averages over those who have something to report: a worker without `smtp_metrics`, or that probed nothing, says
 * nothing about the fleet. Each e-mail weighs the same, so a worker weighs as much as it probed. (The former service
 * counted the silent ones as zeros: contract, section 7.2.)
 */
export function probeFigures(workers: Iterable<WorkerFacts>): ProbeFigures {
  const totals = { unknown: 0, tempfail: 0, reject: 0, probed: 0, reporting: 0, live: 0, screening: 0, probe: 0 };
  for (const { record, presence } of workers) {
    if (presence !== 'live') continue;
    const { stage_metrics: stages, smtp_metrics: rates } = record.report;
    const probed = stages?.smtp_probe?.processed ?? 0;
    totals.live += 1;
    totals.screening += stages?.screening?.processed ?? 0;
    totals.probe += probed;
    if (rates === undefined || probed === 0) continue;
    totals.reporting += 1;
    totals.probed += probed;
    totals.unknown += (rates.unknown_rate ?? 0) * probed; // workers leave out what is zero
    totals.tempfail += (rates.tempfail_rate ?? 0) * probed;
    totals.reject += (rates.reject_rate ?? 0) * probed;
  }
  const share = (part: number) => (totals.probed === 0 ? null : part / totals.probed);
  return {
    unknownRate: share(totals.unknown),
    tempfailRate: share(totals.tempfail),
    rejectRate: share(totals.reject),
    probedEmails: totals.probed,
    reportingWorkers: totals.reporting,
    liveWorkers: totals.live,
    screeningProcessed: totals.screening,
    probeProcessed: totals.probe,
  };
}
