import type {
  Decision,
  FleetDelta,
  FleetOverview,
  FleetSnapshot,
  FleetTotals,
  Measured,
  PoolRow,
  ProviderRow,
  WorkerRow,
} from '@app/contracts';

/** The instant at which the built fleet stands. */
export const AT = '2026-03-01T03:00:00Z';

const measured = (value: number | null): Measured => ({
  value,
  sample: value === null ? 0 : 400,
  basis: value === null ? 'none' : 'window',
});

/** A worker that runs because nobody decided otherwise. */
export const worker = (over: Partial<WorkerRow> = {}): WorkerRow => ({
  worker_id: 'w-1',
  host: 'probe-1.example.net',
  ip_address: '10.0.0.1',
  pool: 'default',
  presence: 'live',
  status: 'running',
  desired_state: 'running',
  quarantined: false,
  convergence: 'effective',
  converging_since: null,
  last_heartbeat_at: AT,
  session_strategy_id: 'standard:v4',
  rates: {
    window_seconds: 60,
    emails_per_second: measured(5),
    errors_per_minute: measured(0),
    tempfail_rate: measured(0.04),
    reject_rate: measured(0.1),
    unknown_rate: measured(null),
  },
  intent: { desired: 'running', decision: null, quarantine: null, revision: 0 },
  why: { code: 'never_decided', text: 'Runs because nobody has decided otherwise.' },
  ...over,
});

export const decision = (over: Partial<Decision> = {}): Decision => ({
  actor: 'ana',
  reason: 'bad deploy',
  at: AT,
  expires_at: null,
  ...over,
});

export const provider = (over: Partial<ProviderRow> = {}): ProviderRow => ({
  provider: 'gmail',
  status: 'healthy',
  mode: 'normal',
  mode_source: 'default',
  tempfail_rate: 0.02,
  reject_rate: 0.1,
  unknown_rate: 0.2,
  policy_blocked_rate: null,
  avg_retry_after: null,
  workers: 3,
  basis: 'window',
  window_seconds: 600,
  sample: 400,
  weighted_by: 'volume',
  why: {},
  ...over,
});

export const pool = (over: Partial<PoolRow> = {}): PoolRow => ({
  pool: 'default',
  online: 2,
  running: 2,
  silent: 0,
  desired: 2,
  under_capacity: 0,
  health: 'healthy',
  emails_per_second: 10,
  decision: null,
  revision: 0,
  ...over,
});

export const totals = (over: Partial<FleetTotals> = {}): FleetTotals => ({
  at: AT,
  workers_known: 2,
  workers_live: 2,
  workers_running: 2,
  workers_paused: 0,
  workers_draining: 0,
  workers_quarantined: 0,
  workers_silent: 0,
  workers_converging: 0,
  desired_total: 2,
  emails_per_second: 10,
  errors_per_minute: 0,
  tempfail_rate: 0.04,
  reject_rate: 0.1,
  unknown_rate: null,
  ...over,
});

export const overview = (over: Partial<FleetOverview> = {}): FleetOverview => ({
  totals: totals(),
  pools: [pool()],
  providers: [provider()],
  conditions: [],
  control_plane: { redis: 'ok', redis_away_since: null, intents_loaded: true, replica: 'a' },
  ...over,
});

export const snapshot = (over: Partial<FleetSnapshot> = {}): FleetSnapshot => ({
  sequence: 1,
  workers: [worker(), worker({ worker_id: 'w-2', host: 'probe-2.example.net' })],
  overview: overview(),
  history: [],
  ...over,
});

export const delta = (over: Partial<FleetDelta> = {}): FleetDelta => ({
  sequence: 2,
  workers: [],
  removed: [],
  overview: overview(),
  point: null,
  ...over,
});
