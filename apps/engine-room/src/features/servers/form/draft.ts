import type { LaravelServerUpsert, ProcessControlMode, ServerRow } from '@app/contracts';

/** The form as it is typed: texts, also where a number is meant. */
export interface ServerDraft {
  readonly name: string;
  readonly ip_address: string;
  readonly environment: string;
  readonly region: string;
  readonly helo_name: string;
  readonly mail_from_address: string;
  readonly notes: string;
  readonly max_concurrency: string;
  readonly verifier_domain_id: string;
  readonly worker_pool_id: string;
  readonly process_control_mode: ProcessControlMode;
  readonly agent_base_url: string;
  readonly agent_service_name: string;
  readonly agent_timeout_seconds: string;
  readonly agent_verify_tls: boolean;
  readonly agent_enabled: boolean;
  readonly is_active: boolean;
  readonly drain_mode: boolean;
}

export type ServerField = keyof ServerDraft;

/** What is wrong, by field. */
export type FieldErrors = Readonly<Partial<Record<ServerField, string>>>;

/** The port that the agent listens on unless somebody chose another (contract of Laravel, section 2.1). */
export const AGENT_PORT = 9713;

/** What a worker that nobody registered says of itself. */
export interface WorkerHint {
  readonly workerId: string;
  readonly host: string;
  readonly ip: string;
}

/** A new server, with what is usual (contract, section 9.5), and with what its worker says of itself. */
export const newDraft = (hint: WorkerHint | null, defaultPoolId: number | null): ServerDraft => ({
  name: hint?.host ?? '',
  ip_address: hint?.ip ?? '',
  environment: '',
  region: '',
  helo_name: hint?.host ?? '',
  mail_from_address: '',
  notes: '',
  max_concurrency: '',
  verifier_domain_id: '',
  worker_pool_id: defaultPoolId === null ? '' : String(defaultPoolId),
  process_control_mode: 'agent_systemd',
  agent_base_url: '',
  agent_service_name: 'vev-worker.service',
  agent_timeout_seconds: '8',
  agent_verify_tls: true,
  agent_enabled: true,
  is_active: true,
  drain_mode: false,
});

/** A registered server as it can be edited. */
export const draftOf = (server: ServerRow): ServerDraft => ({
  name: server.name,
  ip_address: server.ip_address,
  environment: server.environment ?? '',
  region: server.region ?? '',
  helo_name: server.helo_name ?? '',
  mail_from_address: server.mail_from_address ?? '',
  notes: server.notes ?? '',
  max_concurrency: textOf(server.max_concurrency),
  verifier_domain_id: textOf(server.verifier_domain?.id ?? null),
  worker_pool_id: textOf(server.pool?.id ?? null),
  process_control_mode: server.agent.mode,
  agent_base_url: server.agent.base_url ?? '',
  agent_service_name: server.agent.service_name,
  agent_timeout_seconds: String(server.agent.timeout_seconds),
  agent_verify_tls: server.agent.verify_tls,
  agent_enabled: server.agent.enabled,
  is_active: server.is_active,
  drain_mode: server.drain_mode,
});

/** All fields of the form, as they are called on the wire. */
export const SERVER_FIELDS = Object.keys(newDraft(null, null)) as readonly ServerField[]; // the keys are the type's own

const textOf = (value: number | null) => (value === null ? '' : String(value));

export type CheckedDraft =
  | { readonly kind: 'ok'; readonly body: LaravelServerUpsert }
  | { readonly kind: 'wrong'; readonly errors: FieldErrors };

/**
 * What is sent for a draft, or everything that is wrong with it. The rules are those of section 9.5; what only Laravel
 * knows (whether a name is taken) it says itself.
 */
export function checkDraft(draft: ServerDraft): CheckedDraft {
  const errors = errorsIn(draft);
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors };
  const number = (text: string) => (text.trim() === '' ? null : Number(text));
  const withAgent = draft.process_control_mode === 'agent_systemd';
  const text = (value: string) => value.trim() || null;
  return {
    kind: 'ok',
    body: {
      name: draft.name.trim(),
      ip_address: draft.ip_address.trim(),
      environment: text(draft.environment),
      region: text(draft.region),
      is_active: draft.is_active,
      drain_mode: draft.drain_mode,
      max_concurrency: number(draft.max_concurrency),
      helo_name: text(draft.helo_name),
      mail_from_address: text(draft.mail_from_address),
      verifier_domain_id: number(draft.verifier_domain_id),
      worker_pool_id: number(draft.worker_pool_id),
      notes: text(draft.notes),
      process_control_mode: draft.process_control_mode,
      agent_enabled: withAgent && draft.agent_enabled,
      // Fields that are not shown are not checked either, and so not sent.
      agent_base_url: withAgent ? text(draft.agent_base_url) : null,
      agent_timeout_seconds: withAgent ? number(draft.agent_timeout_seconds) : null,
      agent_verify_tls: draft.agent_verify_tls,
      agent_service_name: withAgent ? text(draft.agent_service_name) : null,
    },
  };
}

function errorsIn(draft: ServerDraft): FieldErrors {
  const withAgent = draft.process_control_mode === 'agent_systemd';
  const found: Partial<Record<ServerField, string | null>> = {
    name: draft.name.trim() === '' ? 'Give the server a name' : tooLong(draft.name),
    ip_address: draft.ip_address.trim() === '' ? 'Give the address of the server' : tooLong(draft.ip_address),
    worker_pool_id: draft.worker_pool_id === '' ? 'Choose a pool' : null,
    environment: tooLong(draft.environment),
    region: tooLong(draft.region),
    helo_name: tooLong(draft.helo_name),
    mail_from_address: mailError(draft.mail_from_address.trim()),
    max_concurrency: wholeError(draft.max_concurrency, 1, 100_000),
    agent_base_url: withAgent ? urlError(draft.agent_base_url.trim()) : null,
    agent_timeout_seconds: withAgent ? wholeError(draft.agent_timeout_seconds, 2, 30) : null,
    agent_service_name: withAgent ? tooLong(draft.agent_service_name) : null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error !== null));
}

/** The longest text that Laravel keeps (section 2.1 of its contract). */
const LONGEST = 255;

const tooLong = (text: string) => (text.trim().length > LONGEST ? `At most ${LONGEST} characters` : null);

/** Blank, or a whole number within the bounds. */
function wholeError(text: string, least: number, most: number): string | null {
  const value = Number(text);
  if (text.trim() === '' || (Number.isInteger(value) && value >= least && value <= most)) return null;
  return `A whole number from ${least} to ${most}, or nothing`;
}

/**
 * Whether this is plainly not an IP address. Laravel keeps any text (section 2.1 of its contract), so it is a remark and
 * no refusal; a worker's own heartbeats carry a real one.
 */
export function isNoAddress(text: string): boolean {
  const address = text.trim();
  if (address === '') return false;
  if (address.includes(':')) return !URL.canParse(`http://[${address}]/`);
  return !/^(\d{1,3}\.){3}\d{1,3}$/.test(address) || address.split('.').some((part) => Number(part) > 255);
}

function mailError(text: string): string | null {
  if (text === '' || /^[^\s@]+@[^\s@]+$/.test(text)) return tooLong(text);
  return 'An e-mail address, or nothing';
}

function urlError(text: string): string | null {
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return tooLong(text);
  return `An address such as http://10.0.0.5:${AGENT_PORT}, or nothing`;
}

/** Whether something was typed that `from` does not have. */
export const isChanged = (draft: ServerDraft, from: ServerDraft): boolean =>
  Object.entries(draft).some(([field, value]) => value !== from[field as ServerField]); // the keys are the type's own
