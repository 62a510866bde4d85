import type { ServerDraft } from './draft';

/*
 * Owned by this file: the session storage's `engine-room-new-server`. It keeps the form of a new server that was not
 * sent yet, so that a look at another page does not lose it. There are no secrets in it, and it ends with the tab.
 */
const KEY = 'engine-room-new-server';

interface Kept {
  /** For which worker the form was opened; empty when for none. */
  readonly workerId: string;
  readonly draft: ServerDraft;
}

/** The form as it was left, if it was for the same worker. */
export function recallDraft(workerId: string, shape: ServerDraft): ServerDraft | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  const kept = parsed(text);
  if (kept?.workerId !== workerId) return null;
  return { ...shape, ...kept.draft };
}

export const keepDraft = (workerId: string, draft: ServerDraft): void =>
  sessionStorage.setItem(KEY, JSON.stringify({ workerId, draft } satisfies Kept));

export const forgetDraft = (): void => sessionStorage.removeItem(KEY);

function parsed(text: string): Kept | null {
  try {
    return JSON.parse(text) as Kept; // only this file writes it
  } catch {
    return null;
  }
}
