import type { LaravelCommand, Operation, OperationState, ServerCommand } from '@app/contracts';
import { wireTime, wireTimeOrNull } from '../../common/wire-time.js';

/** One command to a host, as it is kept. Times are epoch milliseconds. */
export interface StoredOperation {
  readonly id: string;
  /** The caller's own key: who sends it again means the same click. */
  readonly key: string;
  readonly action: ServerCommand;
  readonly state: OperationState;
  readonly actor: string;
  readonly reason: string;
  readonly acceptedAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly output: string | null;
  readonly commandId: string | null;
}

/** The newest operations of one server, newest first. */
export interface ServerOperations {
  readonly operations: readonly StoredOperation[];
  /** Grows by one with every write; 0 means never written. */
  readonly revision: number;
}

export const NO_OPERATIONS: ServerOperations = { operations: [], revision: 0 };

/** A click as it arrives. */
export interface OperationWish {
  readonly id: string;
  readonly key: string;
  readonly action: ServerCommand;
  readonly actor: string;
  readonly reason: string;
}

/** What asking for an operation comes to. */
export type Acceptance =
  | { readonly kind: 'accepted'; readonly next: ServerOperations; readonly operation: StoredOperation }
  | { readonly kind: 'repeated'; readonly operation: StoredOperation }
  | { readonly kind: 'key_reused'; readonly operation: StoredOperation }
  | { readonly kind: 'busy'; readonly operation: StoredOperation };

/** What is known when an operation is over. */
export interface OperationResult {
  readonly state: 'succeeded' | 'failed' | 'timed_out';
  readonly output: string | null;
  readonly commandId: string | null;
}

const KEPT = 10;
const OUTPUT_LENGTH = 1_000;
/** Whoever accepts an operation sends it at once; one that was not sent by now never will be. */
export const SEND_WITHIN_MS = 15_000;
/** Longer than the longest call and the search for a lost answer together. */
export const ANSWER_WITHIN_MS = 90_000;

/**
 * One click, one operation: the same key means the same operation, and a host carries out one at a time, since a stop
 * and a restart that overtake each other end anyhow.
 */
export function accept(current: ServerOperations, wish: OperationWish, now: number): Acceptance {
  const known = current.operations.find(({ key }) => key === wish.key);
  if (known !== undefined) return { kind: known.action === wish.action ? 'repeated' : 'key_reused', operation: known };
  const [latest] = current.operations;
  if (latest !== undefined && isOpen(asOf(latest, now).state)) return { kind: 'busy', operation: latest };
  const operation: StoredOperation = {
    ...wish,
    state: 'accepted',
    acceptedAt: now,
    startedAt: null,
    finishedAt: null,
    output: null,
    commandId: null,
  };
  const operations = [operation, ...current.operations].slice(0, KEPT);
  return { kind: 'accepted', operation, next: { operations, revision: current.revision + 1 } };
}

/** The operations after `id` begins to be sent; null when it may not: it was sent before, is over, or came too late. */
export function sent(current: ServerOperations, id: string, now: number): ServerOperations | null {
  const operation = current.operations.find((one) => one.id === id);
  if (operation === undefined || asOf(operation, now).state !== 'accepted') return null;
  return replaced(current, { ...operation, state: 'running', startedAt: now });
}

/** The operations after `id` has ended; null when that is known already. */
export function finished(
  current: ServerOperations,
  id: string,
  { state, output, commandId }: OperationResult,
  now: number,
): ServerOperations | null {
  const operation = current.operations.find((one) => one.id === id);
  if (operation === undefined || !isOpen(operation.state)) return null;
  const text = output === null ? null : output.trim().slice(0, OUTPUT_LENGTH);
  return replaced(current, { ...operation, state, output: text, commandId, finishedAt: now });
}

/** The operation as one has to see it at `now`: what nobody finished was never sent, or its answer was lost. */
export function asOf(operation: StoredOperation, now: number): StoredOperation {
  if (operation.state === 'accepted' && now - operation.acceptedAt > SEND_WITHIN_MS) {
    const output = 'It was never sent: the control plane stopped before. Nothing happened on the host.';
    return { ...operation, state: 'failed', output, finishedAt: operation.acceptedAt + SEND_WITHIN_MS };
  }
  const since = operation.startedAt ?? operation.acceptedAt;
  if (operation.state === 'running' && now - since > ANSWER_WITHIN_MS) {
    return { ...operation, state: 'timed_out', output: LOST_ANSWER, finishedAt: since + ANSWER_WITHIN_MS };
  }
  return operation;
}

export const LOST_ANSWER = 'No answer came. The host may or may not have carried it out: check its status.';

/** The result of a command that Laravel answered. A status check has succeeded when the agent answered it at all. */
export function resultOf(command: LaravelCommand): OperationResult {
  const commandId = command.id;
  if (command.status === 'success') return { state: 'succeeded', output: command.error_message, commandId };
  if (command.status === 'pending') return { state: 'timed_out', output: LOST_ANSWER, commandId };
  const isAnswer = command.action === 'status' && command.agent_command_id !== null;
  return { state: isAnswer ? 'succeeded' : 'failed', output: command.error_message, commandId };
}

/** The operation as the API shows it. */
export function operationView(serverId: number, stored: StoredOperation, now: number): Operation {
  const operation = asOf(stored, now);
  return {
    id: operation.id,
    server_id: serverId,
    action: operation.action,
    state: operation.state,
    actor: operation.actor,
    reason: operation.reason,
    accepted_at: wireTime(operation.acceptedAt),
    started_at: wireTimeOrNull(operation.startedAt),
    finished_at: wireTimeOrNull(operation.finishedAt),
    output: operation.output,
    request_id: operation.id,
    command_id: operation.commandId,
  };
}

function isOpen(state: OperationState): boolean {
  return state === 'accepted' || state === 'running';
}

function replaced(current: ServerOperations, operation: StoredOperation): ServerOperations {
  const operations = current.operations.map((one) => (one.id === operation.id ? operation : one));
  return { operations, revision: current.revision + 1 };
}
