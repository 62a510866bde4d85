/** The decisions, with what narrows them. */
export const decisionsPlace = (query: Readonly<Record<string, string>> = {}): string =>
  `/workers?${new URLSearchParams({ view: 'decisions', ...query }).toString()}`;

/** One trace over the decisions. */
export const tracePlace = (id: number): string => decisionsPlace({ trace_id: String(id) });
