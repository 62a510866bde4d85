import { type GaugeSpec, single } from './gauge-spec.js';

const BASIS = 'a fraction of what live workers probed since their start; absent when nobody probed';

/** Service levels of probing (contract, sections 7.2 and 10); the same figures as `GET /api/slo`. */
export const PROBE_GAUGES: readonly GaugeSpec[] = [
  single(
    'go_control_plane_probe_unknown_rate_avg',
    `Addresses without a verdict, ${BASIS}`,
    ({ probes }) => probes.unknownRate,
  ),
  single(
    'go_control_plane_probe_tempfail_rate_avg',
    `Temporary failures, ${BASIS}`,
    ({ probes }) => probes.tempfailRate,
  ),
  single('go_control_plane_probe_reject_rate_avg', `Rejected addresses, ${BASIS}`, ({ probes }) => probes.rejectRate),
  single(
    'engine_room_probe_sample_emails',
    'E-mails that the three rates are computed from',
    ({ probes }) => probes.probedEmails,
  ),
  single('engine_room_probe_sample_workers', 'Live workers that probed them', ({ probes }) => probes.reportingWorkers),
];
