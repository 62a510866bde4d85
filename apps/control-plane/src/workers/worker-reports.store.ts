import type { RemoteBeat } from './fleet-view.js';

/** A beat as it is kept for other replicas and for the next start. */
export interface StoredBeat {
  readonly workerId: string;
  readonly at: number;
  readonly convergingSince: number | null;
  readonly toldRevision: number;
  /** The body as it came. */
  readonly body: string;
}

/** The fleet's beats where all replicas can read them. Soft: losing some is allowed. */
export abstract class WorkerReportsStore {
  /** Keeps the beats and tells the other replicas. @throws when Redis did not confirm; the caller may try again */
  abstract keep(beats: readonly StoredBeat[]): Promise<void>;
  /** Everything kept. What can no longer be read is left out. */
  abstract loadAll(): Promise<readonly RemoteBeat[]>;
  /** What is kept of these workers. */
  abstract loadSome(workerIds: readonly string[]): Promise<readonly RemoteBeat[]>;
  /** One part of everything kept, for a slow look at all of it; `part` counts up for ever. */
  abstract loadPart(part: number): Promise<readonly RemoteBeat[]>;
  /** Tells from now on what other replicas have kept, whenever and however often Redis can be reached. */
  abstract follow(changed: (workerIds: readonly string[]) => void): void;
  /** Forgets these workers unless somebody has heard them after `before`. */
  abstract forget(workerIds: readonly string[], before: number): Promise<void>;
}
