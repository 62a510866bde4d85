/** The other side did not answer, or not with success. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';

  /** @param status of the answer; null when there was none */
  constructor(
    message: string,
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface CallLimits {
  /** Null: the call may last for ever, as a worker's transfers may (worker behaviour, section 1). */
  readonly timeoutMs: number | null;
  /** Ends the call when it is aborted. */
  readonly stopped: AbortSignal;
}

/**
 * One HTTP request, never repeated.
 * @returns status and text of a 2xx answer
 * @throws CallFailed no answer in time, none at all, or not a 2xx one
 */
export async function call(
  url: string,
  request: RequestInit,
  { timeoutMs, stopped }: CallLimits,
): Promise<{ readonly status: number; readonly text: string }> {
  // not AbortSignal.any(): in Node 20 each one stays in the memory of the long-lived signal it was made from
  const ended = new AbortController();
  const end = () => ended.abort();
  const timer = timeoutMs === null ? null : setTimeout(end, timeoutMs);
  stopped.addEventListener('abort', end, { once: true });
  if (stopped.aborted) end();
  try {
    const answer = await fetch(url, { ...request, signal: ended.signal });
    const text = await answer.text(); // read also when refused: a connection is free again only then
    if (!answer.ok) throw new CallFailed(`status ${answer.status}`, answer.status);
    return { status: answer.status, text };
  } catch (error) {
    if (error instanceof CallFailed) throw error;
    throw new CallFailed(reasonOf(error), null, { cause: error });
  } finally {
    if (timer !== null) clearTimeout(timer);
    stopped.removeEventListener('abort', end);
  }
}

/**
 * Text that must be JSON.
 * @throws CallFailed it is not
 */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CallFailed('the answer is not JSON', null, { cause: error });
  }
}

/** `fetch` hides the reason one level down. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}
