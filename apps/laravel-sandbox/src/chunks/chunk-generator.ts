import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database } from '../database/database.js';
import { verificationJobChunks } from '../database/schema/index.js';
import { ChunkMaker } from './chunk-maker.js';
import { inventedChunk } from './invented-chunks.js';

const TICK_MS = 10_000;
/** With nobody to work, no more pile up than this. */
const MOST_PENDING = 30;

/** Keeps some made-up work waiting, so that workers always have a little to do. */
@Injectable()
export class ChunkGenerator implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('ChunkGenerator');
  private timer: NodeJS.Timeout | null = null;
  private making: Promise<void> = Promise.resolve();
  private owed = 0;

  constructor(
    private readonly config: SandboxConfig,
    private readonly database: Database,
    private readonly maker: ChunkMaker,
  ) {}

  onApplicationBootstrap(): void {
    const { generatedPerMinute } = this.config.chunks;
    if (generatedPerMinute === 0) return;
    this.owed = generatedPerMinute; // a minute's work to begin with
    this.tick();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.making;
  }

  /** Makes chunks now, whatever waits already. @returns their ids */
  async make(count: number): Promise<readonly string[]> {
    const chunks = Array.from({ length: count }, (_, index) => inventedChunk(index + 1, Math.random));
    return chunks.length === 0 ? [] : this.maker.makeJob(chunks);
  }

  private tick(): void {
    const due = Math.floor(this.owed);
    this.owed += (this.config.chunks.generatedPerMinute * TICK_MS) / 60_000 - due;
    this.making = this.making.then(() => this.replenish(due));
  }

  private async replenish(due: number): Promise<void> {
    try {
      const isPending = eq(verificationJobChunks.status, 'pending');
      const pending = await this.database.connection.$count(verificationJobChunks, isPending);
      await this.make(Math.max(0, Math.min(due, MOST_PENDING - pending)));
    } catch (error) {
      this.log.error({ msg: 'no chunks were made', problem: String(error) });
    }
  }
}
