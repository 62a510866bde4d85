import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel';
import { BrokenAnswer } from './answers/broken-answer.js';
import type { AskedFor } from './answers/refusal.js';
import { GateClosed } from './gate.js';
import { LaravelError } from './laravel-error.js';
import type { UnsentReason } from './laravel-traffic.js';
import { WireFailure } from './wire.js';

const LOOK_FIRST = 'look whether it happened before it is repeated';

export function notConfigured({ requestId }: AskedFor): LaravelError {
  const message = 'Laravel is not configured here: its address or its token is missing';
  return new LaravelError(message, { kind: 'not_configured', requestId });
}

/** Whether the call never went out. */
export function isUnsent(failure: LaravelError | null): failure is LaravelError & { readonly kind: UnsentReason } {
  return failure !== null && ['not_configured', 'circuit_open', 'overloaded'].includes(failure.kind);
}

/** Whatever ended a call, as what callers act on; null for a defect of ours. `status` is the answer's, if one came. */
export function failureFrom(error: unknown, asked: AskedFor, status: number | null): LaravelError | null {
  if (error instanceof LaravelError) return error;
  if (error instanceof BrokenAnswer) return brokenAnswer(error, asked, status);
  if (error instanceof WireFailure) return unanswered(error, asked);
  if (error instanceof GateClosed) return circuitOpen(error.secondsLeft, asked);
  if (error instanceof BrokenCircuitError) return circuitOpen(1, asked);
  if (error instanceof BulkheadRejectedError) return overloaded(asked);
  return null;
}

/** A write whose success cannot be read has most likely happened. */
function brokenAnswer(error: BrokenAnswer, { isWrite, requestId }: AskedFor, status: number | null): LaravelError {
  return new LaravelError(isWrite ? `${error.message}; ${LOOK_FIRST}` : error.message, {
    kind: 'broken_contract',
    status,
    code: error.code,
    fields: error.fields,
    mayHaveHappened: isWrite,
    requestId,
  });
}

function unanswered({ reason, sent, status }: WireFailure, { isWrite, requestId }: AskedFor): LaravelError {
  const mayHaveHappened = isWrite && sent;
  const then = !isWrite ? '' : sent ? `; ${LOOK_FIRST}` : '; nothing was sent';
  const facts = { requestId, mayHaveHappened, code: 'request_failed' };
  switch (reason) {
    case 'timed_out':
      return new LaravelError(`Laravel did not answer in time${then}`, { ...facts, kind: 'timed_out' });
    case 'too_large': {
      const message = `Laravel's answer is larger than any it should give${then}`;
      return new LaravelError(message, { ...facts, kind: 'broken_contract', code: 'answer_too_large', status });
    }
    case 'stopped':
      return new LaravelError(`This service is stopping${then}`, { ...facts, kind: 'unreachable' });
    case 'unreachable': {
      const message = sent ? 'The connection to Laravel broke' : 'Laravel cannot be reached';
      return new LaravelError(`${message}${then}`, { ...facts, kind: 'unreachable' });
    }
  }
}

function circuitOpen(secondsLeft: number, { requestId }: AskedFor): LaravelError {
  const message = 'Laravel has failed several times in a row and is left alone for some seconds; nothing was sent';
  return new LaravelError(message, { kind: 'circuit_open', requestId, retryAfterSeconds: secondsLeft });
}

function overloaded({ requestId }: AskedFor): LaravelError {
  const message = 'Too many calls to Laravel are waiting already; nothing was sent';
  return new LaravelError(message, { kind: 'overloaded', requestId, retryAfterSeconds: 5 });
}
