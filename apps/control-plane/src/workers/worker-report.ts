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

const ajv = new Ajv({ allErrors: true, strictNumbers: true, allowUnionTypes: true, removeAdditional: true });
const isHeartbeat = ajv.compile<HeartbeatRequest>(HEARTBEAT_SCHEMA);
const KNOWN_FIELDS: ReadonlySet<string> = new Set(Object.keys(HEARTBEAT_SCHEMA.properties));
const REPORTED_PROBLEMS = 10;

/**
 * JSON without its nulls, wherever they stand: they count as absent (contract, section 1.1).
 * @throws SyntaxError when it is no JSON
 */
export function parseWithoutNulls(text: string): unknown {
  if (!text.includes('null')) return JSON.parse(text); // as every worker's: a reviver is several times slower
  return JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value));
}

/** Checks the parsed body of a beat (contract, section 1.3) and cuts what is out of range. Takes the body over. */
export function readReport(body: unknown): ReportReading {
  if (!isHeartbeat(body)) return { kind: 'invalid', fields: problemsOf(isHeartbeat.errors ?? []) };
  const { report, unknownFields } = ownFields(body as unknown as Record<string, unknown>);
  const clamped = cutOutliers(report);
  return { kind: 'valid', report, unknownFields, clamped };
}

/**
 * The fields we know; an empty or absent status means running. A body that holds nothing else, as every worker's does,
 * is taken as it is: making it anew costs as much as checking it.
 */
function ownFields(body: Record<string, unknown>): { report: WorkerReport; unknownFields: number } {
  body['status'] ||= 'running';
  let unknownFields = 0;
  for (const name in body) if (!KNOWN_FIELDS.has(name)) unknownFields += 1;
  const isOurs = ([name]: readonly [string, unknown]) => KNOWN_FIELDS.has(name);
  const report = unknownFields === 0 ? body : Object.fromEntries(Object.entries(body).filter(isOurs));
  return { report: report as unknown as WorkerReport, unknownFields }; // the schema has checked each field
}

const LONGEST_WAIT_SECONDS = 86_400;

/** @returns how many figures were cut */
function cutOutliers(report: WorkerReport): number {
  let cut = cutRates(report.smtp_metrics);
  for (const provider of report.provider_metrics ?? []) {
    cut += cutRates(provider) + cutField(provider, 'avg_retry_after', LONGEST_WAIT_SECONDS);
  }
  return cut + cutField(report, 'pool_health_hint', 1);
}

const RATE_FIELDS = ['tempfail_rate', 'reject_rate', 'unknown_rate', 'catch_all_rate', 'policy_block_rate'] as const;

function cutRates(rates: object | undefined): number {
  if (rates === undefined) return 0;
  return RATE_FIELDS.reduce((cut, name) => cut + cutField(rates, name, 1), 0);
}

/** A figure outside 0..`max` is never believed: it is cut, and counted by the caller. */
function cutField(holder: object, name: string, max: number): number {
  const fields = holder as Record<string, number | undefined>; // what the schema allows for these fields
  const value = fields[name];
  if (value === undefined || (value >= 0 && value <= max)) return 0;
  fields[name] = value < 0 ? 0 : max;
  return 1;
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
  if (error.keyword === 'pattern') return 'is not a name that workers and pools may have';
  return error.message ?? 'is not acceptable';
}
