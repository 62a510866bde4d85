export const SETTINGS = '/settings';
export const versionPlace = (version: string, against?: string): string =>
  `/settings/policies/${encodeURIComponent(version)}${against ? `?against=${encodeURIComponent(against)}` : ''}`;
export const runPlace = (runUuid: string): string => `/settings/shadow/${encodeURIComponent(runUuid)}`;
/** The form of a new run, with its candidate filled in. */
export const newRunPlace = (version: string): string => `/settings/shadow?candidate=${encodeURIComponent(version)}`;
export const tracePlace = (traceId: number): string => `/workers?view=decisions&trace_id=${traceId}`;
