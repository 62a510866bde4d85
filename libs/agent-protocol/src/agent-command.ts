import { SERVER_COMMANDS, type ServerCommand } from '@app/contracts';

/** The only path an agent answers, and the path that is signed whatever proxy lies between. */
export const COMMAND_PATH = '/v1/commands';

/** Bounds and default of a command's time, in seconds (contract section 6.1). */
export const COMMAND_TIMEOUT_SECONDS = { min: 2, max: 30, default: 8 } as const;

/** What an agent is asked to do. `command_id` and `reason` of the body are the caller's and change nothing here. */
export interface AgentCommand {
  readonly action: ServerCommand;
  readonly service: string;
  /** Within `COMMAND_TIMEOUT_SECONDS`. */
  readonly timeoutSeconds: number;
}

export type ReadCommand =
  | { readonly kind: 'command'; readonly command: AgentCommand }
  | { readonly kind: 'refused'; readonly status: 422 | 403; readonly message: string };

/**
 * Reads a body whose signature was good: JSON, then the action, then the service, in this order. An absent or empty
 * service means `allowedService`; any other one is refused. The time is clamped, and the default if it is no number.
 */
export function readCommand(body: Uint8Array, allowedService: string): ReadCommand {
  const fields = parseObject(body);
  if (!fields) return { kind: 'refused', status: 422, message: 'invalid_json' };
  const { action, service, timeout_seconds: timeout } = fields;
  if (!isServerCommand(action)) return { kind: 'refused', status: 422, message: 'invalid_action' };
  const named = service === undefined || service === null || service === '' ? allowedService : service;
  if (named !== allowedService) return { kind: 'refused', status: 403, message: 'service_not_allowed' };
  return { kind: 'command', command: { action, service: allowedService, timeoutSeconds: clampTimeout(timeout) } };
}

/** The seconds a command may take; what is not a number counts as not given. */
export function clampTimeout(seconds: unknown): number {
  const { min, max, default: usual } = COMMAND_TIMEOUT_SECONDS;
  const text = typeof seconds === 'string' ? seconds.trim() : seconds;
  const value = typeof text === 'number' || (typeof text === 'string' && text !== '') ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? Math.min(max, Math.max(min, Math.trunc(value))) : usual;
}

function isServerCommand(value: unknown): value is ServerCommand {
  return SERVER_COMMANDS.some((known) => known === value);
}

function parseObject(body: Uint8Array): Record<string, unknown> | null {
  try {
    // Bytes that are not UTF-8 are no JSON; replacing them silently would read something else than was signed.
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
