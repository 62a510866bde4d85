/** Who wants to know what a candidate would have done. */
export interface ShadowWish {
  readonly candidate: string;
  /** Lower-case names; empty: all. */
  readonly providers: readonly string[];
  readonly triggeredBy: string;
  readonly notes: string;
  readonly actor: string;
  readonly requestId: string;
}

/** The names that can be used of those that a caller sent; none of them: there is no filter (contract, section 8.6). */
export function usableNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.trim().toLowerCase()).filter((name) => name !== ''))];
}
