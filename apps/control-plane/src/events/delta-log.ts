import type { FleetDelta } from '@app/contracts';

/** A delta as it goes over the wire, rendered and encoded once for all readers. */
export interface RenderedDelta {
  readonly sequence: number;
  readonly frame: Buffer;
}

/**
 * The newest deltas, so that a reader who was away shortly need not be sent everything. Bounded in number and in size:
 * a large fleet's deltas are large.
 */
export class DeltaLog {
  private deltas: RenderedDelta[] = [];
  private size = 0;

  constructor(private readonly limits: { readonly count: number; readonly bytes: number }) {}

  add(delta: RenderedDelta): void {
    this.deltas.push(delta);
    this.size += delta.frame.length;
    while (this.deltas.length > this.limits.count || this.size > this.limits.bytes) {
      const oldest = this.deltas.shift();
      if (oldest === undefined) return;
      this.size -= oldest.frame.length;
    }
  }

  /** Forgets everything: whoever comes back is sent a snapshot. */
  clear(): void {
    this.deltas = [];
    this.size = 0;
  }

  /** What came after `sequence`, oldest first; null when some of it is no longer kept. */
  after(sequence: number, newest: number): readonly RenderedDelta[] | null {
    if (sequence > newest) return null;
    const missed = this.deltas.filter((delta) => delta.sequence > sequence);
    return missed.length === newest - sequence ? missed : null;
  }
}

/** The event of a delta, with the id that a reader comes back with. */
export function deltaFrame(id: string, delta: FleetDelta): Buffer {
  return eventFrame('delta', delta, id);
}

/** One server-sent event. JSON has no line breaks, so one `data:` line is enough. */
export function eventFrame(event: string, data: object, id: string | null): Buffer {
  return Buffer.from(`${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
