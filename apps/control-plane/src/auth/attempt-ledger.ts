import { type AttemptWindow, noteFailure, refusedForMs, sourceOf } from './failed-attempts.js';

const SOURCES = 10_000;

/** Failed attempts by source. The sources that were silent longest are forgotten first. */
export class AttemptLedger {
  private readonly windows = new Map<string, AttemptWindow>();

  constructor(private readonly capacity = SOURCES) {}

  get size(): number {
    return this.windows.size;
  }

  /** Notes a failed attempt. `refusedForMs` above 0: too many; `first`: the first one of this window that is too many. */
  note(address: string, now: number): { readonly refusedForMs: number; readonly first: boolean } {
    const source = sourceOf(address);
    const before = this.windows.get(source);
    const window = noteFailure(before, now);
    this.windows.delete(source); // a map keeps the order of insertion: put at its end
    this.windows.set(source, window);
    if (this.windows.size > this.capacity) this.forgetOldest();
    const refused = refusedForMs(window, now);
    return { refusedForMs: refused, first: refused > 0 && (before === undefined || refusedForMs(before, now) === 0) };
  }

  private forgetOldest(): void {
    const oldest = this.windows.keys().next();
    if (oldest.done !== true) this.windows.delete(oldest.value);
  }
}
