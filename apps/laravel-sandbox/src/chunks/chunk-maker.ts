import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { eq, max } from 'drizzle-orm';
import type { Provider } from '@app/contracts';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database, type Connection } from '../database/database.js';
import { verificationJobChunks, verificationJobs } from '../database/schema/index.js';
import type { ChunkRow } from '../database/rows.js';
import { DISK, StoredFiles } from './stored-files.js';

/** A chunk to be made. */
export interface NewChunk {
  readonly chunkNo: number;
  readonly stage: 'screening' | 'smtp_probe';
  readonly emails: readonly string[];
  /** Null: of a screening chunk, or of several. */
  readonly provider: Provider | null;
  readonly domain: string | null;
  readonly parentChunkId: string | null;
}

/** Makes chunks and what belongs to them. */
@Injectable()
export class ChunkMaker {
  constructor(
    private readonly database: Database,
    private readonly config: SandboxConfig,
    private readonly files: StoredFiles,
    private readonly clock: Clock,
  ) {}

  /** A job of its own for these chunks. @returns the ids of the chunks */
  async makeJob(chunks: readonly NewChunk[]): Promise<readonly string[]> {
    const jobId = randomUUID();
    const now = this.clock.now();
    return this.database.connection.transaction(async (transaction) => {
      await transaction.insert(verificationJobs).values({
        id: jobId,
        status: 'processing',
        emailCount: chunks.reduce((sum, { emails }) => sum + emails.length, 0),
        startedAt: now,
        createdAt: now,
        updatedAt: now,
      });
      return this.makeChunks(transaction, jobId, chunks);
    });
  }

  /** Chunks of a job, their inputs written first. @returns their ids */
  async makeChunks(transaction: Connection, jobId: string, chunks: readonly NewChunk[]): Promise<readonly string[]> {
    const made = chunks.map((chunk) => ({ id: randomUUID(), chunk }));
    if (made.length === 0) return [];
    for (const { id, chunk } of made) await this.files.write(inputKey(id), `${chunk.emails.join('\n')}\n`);
    await transaction.insert(verificationJobChunks).values(made.map(({ id, chunk }) => this.row(id, jobId, chunk)));
    return made.map(({ id }) => id);
  }

  /** A chunk that tries some addresses of another one again, later. */
  async makeRetry(transaction: Connection, of: ChunkRow, emails: readonly string[], delayMs: number): Promise<void> {
    const id = randomUUID();
    await this.files.write(inputKey(id), `${emails.join('\n')}\n`);
    const now = this.clock.now();
    await transaction.insert(verificationJobChunks).values({
      id,
      verificationJobId: of.verificationJobId,
      chunkNo: await this.nextNumber(transaction, of.verificationJobId),
      processingStage: of.processingStage,
      sourceStage: of.processingStage,
      parentChunkId: of.id,
      retryParentId: of.id,
      retryAttempt: of.retryAttempt + 1,
      maxProbeAttempts: of.maxProbeAttempts,
      routingProvider: of.routingProvider,
      routingDomain: of.routingDomain,
      preferredPool: of.preferredPool,
      lastWorkerIds: of.lastWorkerIds,
      inputDisk: DISK,
      inputKey: inputKey(id),
      emailCount: emails.length,
      availableAt: now + delayMs,
      createdAt: now,
      updatedAt: now,
    });
  }

  /** The number after the last of the job's chunks. */
  async nextNumber(transaction: Connection, jobId: string): Promise<number> {
    const chunks = verificationJobChunks;
    const [last] = await transaction
      .select({ no: max(chunks.chunkNo) })
      .from(chunks)
      .where(eq(chunks.verificationJobId, jobId));
    return (last?.no ?? 0) + 1;
  }

  private row(id: string, jobId: string, chunk: NewChunk): typeof verificationJobChunks.$inferInsert {
    const now = this.clock.now();
    const { provider } = chunk;
    return {
      id,
      verificationJobId: jobId,
      chunkNo: chunk.chunkNo,
      processingStage: chunk.stage,
      parentChunkId: chunk.parentChunkId,
      sourceStage: chunk.parentChunkId === null ? null : 'screening',
      routingProvider: provider,
      routingDomain: chunk.domain,
      preferredPool: provider === null ? null : (this.config.chunks.preferredPools.get(provider) ?? null),
      inputDisk: DISK,
      inputKey: inputKey(id),
      emailCount: chunk.emails.length,
      createdAt: now,
      updatedAt: now,
    };
  }
}

function inputKey(chunkId: string): string {
  return `chunks/${chunkId}/input.txt`;
}
