/** An instant as the wire has it: RFC 3339, UTC, whole seconds (contract, general conventions). */
export function wireTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The same for an instant that may not exist. */
export function wireTimeOrNull(at: number | null): string | null {
  return at === null ? null : wireTime(at);
}

/** The same for a sentence that people read: `2026-02-24 09:00:22 UTC`. */
export function readableTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
