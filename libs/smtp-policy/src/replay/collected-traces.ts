import type { LaravelTrace, Provider } from '@app/contracts';
import { shapeOf } from './trace-shape.js';

/**
 * Traces to be replayed together, of which no more is kept than a replay needs: one of each shape, and of each trace
 * its id, provider, shape and chunk. Places count from 0, in the order in which traces were added.
 */
export class CollectedTraces {
  /** The first trace of each shape. */
  readonly samples: LaravelTrace[] = [];
  private readonly shapes = new Map<string, number>();
  private readonly chunks = new Map<string, number>();
  private readonly ids: number[] = [];
  private readonly providers: Provider[] = [];
  private readonly shapeOfPlace: number[] = [];
  private readonly chunkOfPlace: number[] = [];
  private chunksSeen = 0;

  static of(traces: readonly LaravelTrace[]): CollectedTraces {
    const collected = new CollectedTraces();
    for (const trace of traces) collected.add(trace);
    return collected;
  }

  add(trace: LaravelTrace): void {
    this.ids.push(trace.id);
    this.providers.push(trace.provider);
    this.shapeOfPlace.push(this.shapeNumber(trace));
    this.chunkOfPlace.push(this.chunkNumber(trace.verification_job_chunk_id));
  }

  get size(): number {
    return this.ids.length;
  }

  /** How many chunks they are of; a trace without a chunk stands for itself. */
  get chunkCount(): number {
    return this.chunksSeen;
  }

  idAt(place: number): number {
    return known(this.ids[place]);
  }

  providerAt(place: number): Provider {
    return known(this.providers[place]);
  }

  /** The place of its shape in `samples`. */
  shapeAt(place: number): number {
    return known(this.shapeOfPlace[place]);
  }

  sampleAt(place: number): LaravelTrace {
    return known(this.samples[this.shapeAt(place)]);
  }

  /** A number below `chunkCount`, the same for traces of one chunk. */
  chunkAt(place: number): number {
    return known(this.chunkOfPlace[place]);
  }

  private shapeNumber(trace: LaravelTrace): number {
    const shape = shapeOf(trace);
    const before = this.shapes.get(shape);
    if (before !== undefined) return before;
    this.samples.push(trace);
    this.shapes.set(shape, this.samples.length - 1);
    return this.samples.length - 1;
  }

  private chunkNumber(chunk: string | null): number {
    const before = chunk === null ? undefined : this.chunks.get(chunk);
    if (before !== undefined) return before;
    if (chunk !== null) this.chunks.set(chunk, this.chunksSeen);
    this.chunksSeen += 1;
    return this.chunksSeen - 1;
  }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('No trace was collected at that place');
  return value;
}
