/** Nonces that were used, each with the instant from which its request is too old anyway. A value: never changed. */
export type NonceMemory = ReadonlyMap<string, number>;

/** How many nonces are kept. Only who knows the secret can add one, and one command runs at a time. */
export const NONCE_LIMIT = 10_000;

export const NO_NONCES: NonceMemory = new Map();

/** Whether `nonce` was used by a request that is not too old yet. */
export function wasUsed(memory: NonceMemory, nonce: string, now: number): boolean {
  const until = memory.get(nonce);
  return until !== undefined && until >= now;
}

/**
 * The memory with `nonce` in it until `until`, and without those that no request can use any more. Null when it is
 * full: forgetting one early would let its request in a second time.
 */
export function remember(memory: NonceMemory, nonce: string, until: number, now: number): NonceMemory | null {
  const kept = new Map([...memory].filter(([, end]) => end >= now));
  if (kept.size >= NONCE_LIMIT) return null;
  return kept.set(nonce, until);
}
