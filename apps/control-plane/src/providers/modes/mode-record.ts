import type { ProviderMode } from '@app/contracts';

/** Who may wish a mode that is kept; each has a layer of its own, so that none overwrites another's. */
export const MODE_LAYERS = ['manual', 'autoprotect', 'autopilot'] as const;
export type ModeLayerName = (typeof MODE_LAYERS)[number];

/** What somebody wished for a provider: who, why, when, until when. Times are epoch milliseconds. */
export interface ModeWish {
  readonly mode: ProviderMode;
  readonly actor: string;
  readonly reason: string;
  readonly at: number;
  /** When it stops counting; null means when somebody changes it. */
  readonly expiresAt: number | null;
}

/** What was wished for one provider. Null: nobody, or not any more. */
export interface ModeRecord extends Readonly<Record<ModeLayerName, ModeWish | null>> {
  /** Grows by one with every write; 0 means never written. */
  readonly revision: number;
}

export const NO_MODES: ModeRecord = { manual: null, autoprotect: null, autopilot: null, revision: 0 };

/** The wish of a layer if it counts at `now`. */
export function wishOf(record: ModeRecord, layer: ModeLayerName, now: number): ModeWish | null {
  const wish = record[layer];
  return wish !== null && (wish.expiresAt === null || wish.expiresAt > now) ? wish : null;
}

/** The record after `layer` wishes `wish`, or, with null, wishes nothing any more. */
export function withLayer(record: ModeRecord, layer: ModeLayerName, wish: ModeWish | null): ModeRecord {
  return { ...record, [layer]: wish, revision: record.revision + 1 };
}

/** The record without what has stopped counting at `now`; null when everything in it still counts. */
export function withoutExpiredModes(record: ModeRecord, now: number): ModeRecord | null {
  const over = MODE_LAYERS.filter((layer) => record[layer] !== null && wishOf(record, layer, now) === null);
  if (over.length === 0) return null;
  const cleared: Partial<Record<ModeLayerName, null>> = Object.fromEntries(over.map((layer) => [layer, null]));
  return { ...record, ...cleared, revision: record.revision + 1 };
}
