import { wireTime } from '../common/wire-time.js';
import type { Slo } from './health.dto.js';
import type { ProbeFigures } from './probe-figures.js';

/** The figures of `GET /api/slo` as of `now`. */
export function sloOf(figures: ProbeFigures, conditions: number, now: number): Slo {
  return {
    timestamp: wireTime(now),
    incident_count: conditions,
    probe_unknown_rate_avg: figures.unknownRate,
    probe_tempfail_rate_avg: figures.tempfailRate,
    probe_reject_rate_avg: figures.rejectRate,
    screening_processed_total: figures.screeningProcessed,
    probe_processed_total: figures.probeProcessed,
    sample: {
      workers_live: figures.liveWorkers,
      workers_reporting: figures.reportingWorkers,
      probed_emails: figures.probedEmails,
      basis: figures.reportingWorkers === 0 ? 'none' : 'cumulative',
    },
  };
}
