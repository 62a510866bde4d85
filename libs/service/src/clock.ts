/** Where services get the time from. Rules take it as an argument; tests stop it. */
export abstract class Clock {
  /** Epoch milliseconds. */
  abstract now(): number;
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

/** A clock that moves only when told to, for tests. */
export class StoppedClock extends Clock {
  constructor(private instant = 0) {
    super();
  }

  now(): number {
    return this.instant;
  }

  advance(ms: number): void {
    this.instant += ms;
  }
}
