/** A journal entry as it was recorded. */
export interface Recorded<Entry> {
  /** Id in the stream: grows with every entry. */
  readonly id: string;
  readonly entry: Entry;
}

/** One element of a stream as Redis answers it: id, then names and values in turn. */
export type StreamElement = readonly [id: string, fields: readonly string[]];

/** The entry of a stream element, or null when it is not one of ours. */
export function recordedOf<Entry>([id, fields]: StreamElement): Recorded<Entry> | null {
  const text = fields[0] === 'entry' ? fields[1] : undefined;
  if (text === undefined) return null;
  try {
    return { id, entry: JSON.parse(text) as Entry };
  } catch {
    return null;
  }
}

/** Compares two stream ids, `<ms>-<n>`, by age: negative when `a` is older. */
export function compareStreamIds(a: string, b: string): number {
  const [aTime = 0, aCount = 0] = a.split('-').map(Number);
  const [bTime = 0, bCount = 0] = b.split('-').map(Number);
  return aTime - bTime || aCount - bCount;
}
