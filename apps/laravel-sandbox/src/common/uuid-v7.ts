import { randomBytes } from 'node:crypto';

const COUNTER_LIMIT = 0xfff; // the 12 bits after the version

/** Makes time-ordered UUIDs (RFC 9562, version 7): of two, the later one is the greater, also in one millisecond. */
export class UuidV7 {
  private lastMs = 0;
  private counter = 0;

  next(now: number): string {
    this.advance(now);
    const time = this.lastMs.toString(16).padStart(12, '0');
    const counter = this.counter.toString(16).padStart(3, '0');
    const random = randomBytes(8);
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0); // the variant
    const tail = random.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${tail.slice(0, 4)}-${tail.slice(4)}`;
  }

  private advance(now: number): void {
    if (now > this.lastMs) {
      this.lastMs = now;
      this.counter = 0;
    } else if (this.counter < COUNTER_LIMIT) {
      this.counter += 1;
    } else {
      this.lastMs += 1; // more than 4096 in a millisecond: borrow the next one
      this.counter = 0;
    }
  }
}
