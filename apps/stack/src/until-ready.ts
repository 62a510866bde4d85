import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 100;

/** Waits until the control plane at `url` is alive and ready. @throws Error as `untilAnswers` */
export function untilReady(url: string, token: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  return untilAnswers(url, ['/health', '/api/health/ready'], headers, timeoutMs, signal);
}

/**
 * Waits until each of `paths` in turn is answered with success.
 * @throws Error if it is not within `timeoutMs`, or as soon as `signal` aborts, with its reason
 */
export async function untilAnswers(
  url: string,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (const path of paths) {
    while (!(await answersOk(url + path, headers, signal))) {
      signal.throwIfAborted();
      if (Date.now() > deadline) throw new Error(`${path} did not answer with success in ${timeoutMs / 1_000} s`);
      await wait(LOOK_EVERY_MS);
    }
  }
  signal.throwIfAborted();
}

async function answersOk(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const answer = await fetch(url, { headers, signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false; // not listening yet
  }
}
