import { Logger } from '@nestjs/common';

/** Does one thing again and again. A round that is due while one is under way is left out. */
export class Rounds {
  private readonly log = new Logger(Rounds.name);
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void> | null = null;

  /**
   * @param name what the log calls it
   * @param round one that fails is logged, and the next one comes all the same
   */
  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly round: () => Promise<void>,
  ) {}

  /** The first round comes after one interval. */
  start(): void {
    this.timer = setInterval(() => this.begin(), this.everyMs);
  }

  /** The first round comes at once. */
  startNow(): void {
    this.begin();
    this.start();
  }

  /** No round begins any more. Resolves when the one under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.underWay;
  }

  private begin(): void {
    this.underWay ??= this.round()
      .catch((error: unknown) => this.log.error({ msg: 'round failed', round: this.name, problem: String(error) }))
      .finally(() => (this.underWay = null));
  }
}
