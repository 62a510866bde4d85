/** A journal entry as it was recorded. */
export interface Recorded<Entry> {
  /** Id in the stream: grows with every entry. */
  readonly id: string;
  readonly entry: Entry;
  /** Which writes led to it, its own first. */
  readonly lineage: readonly string[];
}

/** One element of a stream as Redis answers it: id, then names and values in turn. */
export type StreamElement = readonly [id: string, fields: readonly string[]];

/** The entry of a stream element, or null when it is not one of ours. */
export function recordedOf<Entry>([id, fields]: StreamElement): Recorded<Entry> | null {
  const [entryName, entryText = '', lineageName, lineageText = ''] = fields;
  if (entryName !== 'entry' || lineageName !== 'lineage') return null;
  try {
    const entry = JSON.parse(entryText) as Entry | null;
    const lineage = JSON.parse(lineageText) as readonly string[];
    return entry === null || !Array.isArray(lineage) ? null : { id, entry, lineage };
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
