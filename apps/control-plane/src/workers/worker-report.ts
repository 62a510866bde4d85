import type { DesiredState, HeartbeatRequest } from '@app/contracts';
import { Ajv, type ErrorObject } from 'ajv';
import type { FieldProblem } from '../common/failure.js';
import { HEARTBEAT_SCHEMA } from './heartbeat-schema.js';

/** A beat whose body was checked: every rate lies within 0..1, and the status is one of the four words. */
export interface WorkerReport extends Omit<HeartbeatRequest, 'status'> {
  readonly status: DesiredState;
}

export type ReportReading =
  | { readonly kind: 'valid'; readonly report: WorkerReport; readonly unknownFields: number; readonly clamped: number }
  | { readonly kind: 'invalid'; readonly fields: readonly FieldProblem[] };

const ajv = new Ajv({ allErrors: true, strictNumbers: true, allowUnionTypes: true });
const isHeartbeat = ajv.compile<HeartbeatRequest>(HEARTBEAT_SCHEMA);
const KNOWN_FIELDS: ReadonlySet<string> = new Set(Object.keys(HEARTBEAT_SCHEMA.properties));
const REPORTED_PROBLEMS = 10;

/** Checks the parsed body of a beat (contract, section 1.3) and cuts rates that are out of range. Takes the body over. */
export function readReport(body: unknown): ReportReading {
  if (!isHeartbeat(body)) return { kind: 'invalid', fields: problemsOf(isHeartbeat.errors ?? []) };
  const { report, unknownFields } = ownFields(body as unknown as Record<string, unknown>);
  const clamped = clampRates(report);
  return { kind: 'valid', report, unknownFields, clamped };
}

/**
 * The fields we know and that are there: null counts as absent, an empty or absent status as running. A body that holds
 * nothing else, as every worker's does, is taken as it is: making it anew costs as much as checking it.
 */
function ownFields(body: Record<string, unknown>): { report: WorkerReport; unknownFields: number } {
  body['status'] ||= 'running';
  let unknownFields = 0;
  let nulls = 0;
  for (const name in body) {
    if (!KNOWN_FIELDS.has(name)) unknownFields += 1;
    else if (body[name] === null) nulls += 1;
  }
  const report = unknownFields + nulls === 0 ? body : Object.fromEntries(Object.entries(body).filter(isOurs));
  return { report: report as unknown as WorkerReport, unknownFields }; // the schema has checked each field
}

function isOurs([name, value]: readonly [string, unknown]): boolean {
  return KNOWN_FIELDS.has(name) && value !== null;
}

const RATE_FIELDS = ['tempfail_rate', 'reject_rate', 'unknown_rate', 'catch_all_rate', 'policy_block_rate'] as const;

function clampRates(report: HeartbeatRequest): number {
  let clamped = clampFields(report.smtp_metrics);
  for (const provider of report.provider_metrics ?? []) clamped += clampFields(provider);
  return clamped;
}

/** A rate beyond 0..1 is never believed: it is cut, and counted by the caller. */
function clampFields(rates: object | undefined): number {
  if (rates === undefined) return 0;
  const fields = rates as Record<string, number | null | undefined>; // what the schema allows in these objects
  let clamped = 0;
  for (const name of RATE_FIELDS) {
    const value = fields[name];
    if (value === undefined || (value !== null && value >= 0 && value <= 1)) continue;
    fields[name] = value !== null && value > 1 ? 1 : 0; // null counts as absent, which means zero
    if (value !== null) clamped += 1;
  }
  return clamped;
}

function problemsOf(errors: readonly ErrorObject[]): FieldProblem[] {
  return errors.slice(0, REPORTED_PROBLEMS).map((error) => {
    const missing = error.keyword === 'required' ? `/${String(error.params['missingProperty'])}` : '';
    const field = `${error.instancePath}${missing}`.slice(1).replaceAll('/', '.') || 'body';
    return { field, problem: `${field} ${wordingOf(error)}` };
  });
}

function wordingOf(error: ErrorObject): string {
  if (error.keyword === 'required') return 'is missing';
  if (error.keyword === 'enum') return 'must be running, paused, draining or stopped';
  return error.message ?? 'is not acceptable';
}
