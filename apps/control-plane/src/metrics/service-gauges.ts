import { type GaugeSpec, single } from './gauge-spec.js';

/** This replica of the control plane. */
export const SERVICE_GAUGES: readonly GaugeSpec[] = [
  single('engine_room_redis_up', 'Whether Redis answers: 1 or 0', ({ overview }) =>
    overview.control_plane.redis === 'ok' ? 1 : 0,
  ),
  single(
    'engine_room_intents_loaded',
    'Whether it is known what was decided; beats are refused while 0',
    ({ overview }) => (overview.control_plane.intents_loaded ? 1 : 0),
  ),
  single(
    'engine_room_write_behind_backlog',
    'Workers whose last beat is not yet written to Redis',
    ({ service }) => service.writeBehindBacklog,
  ),
  single(
    'engine_room_write_behind_last_flush_timestamp_seconds',
    'When beats were last written to Redis; absent before the first time',
    ({ service }) => (service.lastFlushAt === null ? null : service.lastFlushAt / 1_000),
  ),
  single('engine_room_event_stream_clients', 'Open live streams', ({ service }) => service.eventStreamClients),
];
