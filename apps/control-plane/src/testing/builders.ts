import type { HeartbeatRequest } from '@app/contracts';
import type { WorkerRecord } from '../workers/fleet-view.js';
import { extendWindow, sampleOf } from '../workers/counter-window.js';
import { type DecisionRecord, NO_INTENT, type WorkerIntent } from '../workers/worker-intent.js';
import { type WorkerReport, readReport } from '../workers/worker-report.js';
import type { WorkerFacts } from '../workers/worker-row.js';

/** A beat's body as a real worker sends it. */
export function beatBody(overrides: Partial<HeartbeatRequest> = {}): HeartbeatRequest {
  return {
    worker_id: 'w1',
    host: 'probe-eu-1',
    ip_address: '198.51.100.11',
    pool: 'edge-eu',
    status: 'running',
    stage_metrics: { screening: {}, smtp_probe: {} },
    smtp_metrics: {},
    session_strategy_id: 'standard:unversioned',
    ...overrides,
  };
}

/** A checked beat. */
export function report(overrides: Partial<HeartbeatRequest> = {}): WorkerReport {
  const reading = readReport(structuredClone(beatBody(overrides)));
  if (reading.kind === 'invalid') throw new Error(`The test's own beat is invalid: ${JSON.stringify(reading.fields)}`);
  return reading.report;
}

export function decision(overrides: Partial<DecisionRecord> = {}): DecisionRecord {
  return { actor: 'alice', reason: 'bad deploy', at: 0, expiresAt: null, ...overrides };
}

interface FactsOverrides {
  readonly report?: Partial<HeartbeatRequest>;
  readonly record?: Partial<WorkerRecord>;
  readonly intent?: Partial<WorkerIntent>;
  readonly presence?: WorkerFacts['presence'];
}

/** A live worker that runs as it should. */
export function worker({ report: reported, record, intent, presence = 'live' }: FactsOverrides = {}): WorkerFacts {
  const checked = report(reported);
  return {
    record: {
      report: checked,
      receivedAt: 0,
      convergingSince: null,
      toldRevision: 0,
      window: extendWindow(null, sampleOf(checked, 0)),
      version: 1,
      ...record,
    },
    intent: { ...NO_INTENT, ...intent },
    presence,
  };
}
