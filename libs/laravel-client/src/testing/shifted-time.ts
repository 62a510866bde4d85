/** Lets time pass at once: Date.now runs ahead by what was asked for, until it is put back. */
export class ShiftedTime {
  private readonly real = Date.now;
  private aheadMs = 0;

  constructor() {
    Date.now = () => this.real() + this.aheadMs;
  }

  pass(ms: number): void {
    this.aheadMs += ms;
  }

  putBack(): void {
    Date.now = this.real;
  }
}
