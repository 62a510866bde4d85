import type { CallContext } from './laravel-client-options.js';
import { LaravelError } from './laravel-error.js';

/** Somebody waits; a copy of a minute ago now is better than a new one in five seconds. */
const PATIENCE_MS = 1_500;

/** Laravel's answer, or the last good one. */
export interface Copied<T> {
  readonly value: T;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
  /** Why it is not fresh; null when it is. */
  readonly problem: LaravelError | null;
}

export interface Freshness {
  /** A copy younger than this is given without asking Laravel. */
  readonly maxAgeMs: number;
}

interface Copy<T> {
  readonly value: T;
  readonly fetchedAt: number;
  readonly generation: number;
}

interface Reading<T> {
  readonly generation: number;
  readonly copy: Promise<Copy<T>>;
}

/** One list, read once for all who wait, and kept. */
export class KeptList<T> {
  private copy: Copy<T> | null = null;
  private reading: Reading<T> | null = null;
  private problem: LaravelError | null = null;
  /** Grows with each change of ours: what was read before one says nothing about after. */
  private generation = 0;

  constructor(
    private readonly fetch: (context: CallContext) => Promise<T>,
    private readonly now: () => number = Date.now,
  ) {}

  get known(): Copied<T> | null {
    return this.copy && { value: this.copy.value, fetchedAt: this.copy.fetchedAt, problem: this.problem };
  }

  forget(): void {
    this.generation += 1;
  }

  /**
   * A copy younger than asked for, or a new one. If Laravel fails, or takes longer than 1.5 s, the old copy with what
   * is wrong; the reading goes on and renews it.
   * @throws LaravelError there is no copy, and Laravel cannot be read
   */
  async read(context: CallContext, { maxAgeMs }: Freshness): Promise<Copied<T>> {
    const { copy } = this;
    if (copy !== null && this.isCurrent(copy) && this.now() - copy.fetchedAt < maxAgeMs) return fresh(copy);
    const reading = this.joinedReading(context);
    if (copy === null) return fresh(await reading);
    const outcome = await withinPatience(reading, context);
    return outcome instanceof LaravelError
      ? { value: copy.value, fetchedAt: copy.fetchedAt, problem: outcome }
      : fresh(outcome);
  }

  private isCurrent(copy: Copy<T>): boolean {
    return copy.generation === this.generation;
  }

  private joinedReading(context: CallContext): Promise<Copy<T>> {
    if (this.reading?.generation === this.generation) return this.reading.copy;
    const { generation } = this;
    const reading: Reading<T> = { generation, copy: this.fetchCopy(context, generation) };
    this.reading = reading;
    const ended = () => {
      if (this.reading === reading) this.reading = null;
    };
    reading.copy.then(ended, ended);
    return reading.copy;
  }

  private async fetchCopy(context: CallContext, generation: number): Promise<Copy<T>> {
    try {
      const copy = { value: await this.fetch(context), fetchedAt: this.now(), generation };
      // One that was asked for earlier may come in later.
      if (this.copy === null || this.copy.generation <= generation) {
        this.copy = copy;
        this.problem = null;
      }
      return copy;
    } catch (error) {
      if (error instanceof LaravelError) this.problem = error;
      throw error;
    }
  }
}

function fresh<T>({ value, fetchedAt }: Copy<T>): Copied<T> {
  return { value, fetchedAt, problem: null };
}

/** What came of it within the patience; a LaravelError when it failed or takes longer. */
async function withinPatience<T>(reading: Promise<Copy<T>>, context: CallContext): Promise<Copy<T> | LaravelError> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<LaravelError>((resolve) => {
    timer = setTimeout(() => resolve(slowAnswer(context)), PATIENCE_MS);
  });
  const outcome = reading.catch((error: unknown) => {
    if (error instanceof LaravelError) return error;
    throw error;
  });
  try {
    return await Promise.race([outcome, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

function slowAnswer({ requestId }: CallContext): LaravelError {
  return new LaravelError('Laravel has not answered yet', { kind: 'timed_out', requestId });
}
