import { Injectable, Logger } from '@nestjs/common';
import { and, eq, notInArray } from 'drizzle-orm';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database, type Connection } from '../database/database.js';
import type { ChunkRow } from '../database/rows.js';
import { verificationJobChunks, verificationJobLogs, verificationJobs } from '../database/schema/index.js';
import { FrameworkFailure } from '../http/failures.js';
import { TraceRecorder } from '../traces/trace-recorder.js';
import { stageOf } from './chunk-answers.js';
import { ProbeRetries } from './probe-retries.js';
import { ScreeningHandoff } from './screening-handoff.js';
import { DISK, StoredFiles } from './stored-files.js';

export const OUTPUTS = ['valid', 'invalid', 'risky'] as const;
export type Output = (typeof OUTPUTS)[number];

/** What a worker says it has done. */
export interface ChunkResult {
  readonly outputDisk: string | null;
  readonly validKey: string;
  readonly invalidKey: string;
  readonly riskyKey: string;
  readonly emailCount: number | null;
  readonly validCount: number | null;
  readonly invalidCount: number | null;
  readonly riskyCount: number | null;
}

/** The column of a log's event is narrower than what the route takes (contract 7.5). */
const EVENT_LENGTH = 64;

/** What happens to a claimed chunk. Nobody asks who holds its lease (contract 7.5). */
@Injectable()
export class ChunksService {
  private readonly logger = new Logger('Chunks');

  constructor(
    private readonly database: Database,
    private readonly config: SandboxConfig,
    private readonly clock: Clock,
    private readonly files: StoredFiles,
    private readonly handoff: ScreeningHandoff,
    private readonly retries: ProbeRetries,
    private readonly recorder: TraceRecorder,
  ) {}

  async log(chunk: ChunkRow, level: string, event: string, message: string | null, context: unknown): Promise<void> {
    await this.database.connection.insert(verificationJobLogs).values({
      verificationJobId: chunk.verificationJobId,
      verificationJobChunkId: chunk.id,
      level,
      event: event.slice(0, EVENT_LENGTH),
      message,
      context: context ?? null,
      createdAt: this.clock.now(),
    });
  }

  /** Where the results go. @throws FrameworkFailure 409 the job is gone */
  async outputTargets(chunk: ChunkRow): Promise<object> {
    const jobs = await this.database.connection.$count(
      verificationJobs,
      eq(verificationJobs.id, chunk.verificationJobId),
    );
    if (jobs === 0) throw new FrameworkFailure(409, 'The job of this chunk no longer exists.');
    const target = (output: Output) => {
      const key = `chunks/${chunk.id}/${output}.csv`;
      return { key, url: this.files.link('upload', key) };
    };
    return {
      disk: DISK,
      expires_in: this.files.linkSeconds,
      targets: { valid: target('valid'), invalid: target('invalid'), risky: target('risky') },
    };
  }

  /**
   * Completes the chunk; saying the same again is fine.
   * @throws FrameworkFailure 409 it was completed with something else, or has failed; 503 screening could not be
   * handed on to probing, and nothing was changed
   */
  async complete(chunk: ChunkRow, result: ChunkResult): Promise<void> {
    if (isSettled(chunk, result)) return;
    const isScreening = stageOf(chunk) === 'screening';
    try {
      const keys = [result.validKey, result.invalidKey, result.riskyKey];
      const toProbe = isScreening ? await this.handoff.addresses(keys) : null;
      const retry = isScreening ? null : await this.retries.planFor(chunk, result.riskyKey);
      const isFinished = await this.database.connection.transaction(async (transaction) => {
        if (!(await this.finish(transaction, chunk, result))) return false;
        if (toProbe !== null) await this.handoff.handOn(transaction, chunk, toProbe);
        if (retry !== null) await this.retries.carryOut(transaction, chunk, result.riskyKey, retry);
        await this.finishJob(transaction, chunk.verificationJobId);
        return true;
      });
      if (isFinished && !isScreening) this.record(chunk, result);
    } catch (error) {
      if (!isScreening || error instanceof FrameworkFailure) throw error;
      this.logger.error({ msg: 'screening was not handed on', chunk_id: chunk.id, problem: String(error) });
      throw new FrameworkFailure(503, 'The chunk could not be handed on. Try again.');
    }
  }

  /**
   * The chunk failed: it is offered again while tries are left.
   * @returns what it is now; `attempts` is not told of one that had failed before
   * @throws FrameworkFailure 409 it was completed
   */
  async fail(
    chunk: ChunkRow,
    retryable: boolean,
    message: string | null,
  ): Promise<{ readonly status: ChunkRow['status']; readonly attempts?: number }> {
    if (chunk.status === 'completed') throw new FrameworkFailure(409, 'The chunk is completed.');
    if (chunk.status === 'failed') return { status: 'failed' };
    const attempts = chunk.attempts + 1;
    const status = retryable && attempts < this.config.chunks.maxAttempts ? 'pending' : 'failed';
    await this.database.connection
      .update(verificationJobChunks)
      .set({ status, attempts, claimExpiresAt: null, claimToken: null, updatedAt: this.clock.now() })
      .where(and(eq(verificationJobChunks.id, chunk.id), notInArray(verificationJobChunks.status, ['completed'])));
    await this.log(chunk, 'error', 'chunk_failed', message, { retryable, attempts });
    return { status, attempts };
  }

  /** @returns false: somebody else said the same in the meantime */
  private async finish(transaction: Connection, { id }: ChunkRow, result: ChunkResult): Promise<boolean> {
    const chunks = verificationJobChunks;
    const [now] = await transaction.select().from(chunks).where(eq(chunks.id, id)).for('update');
    if (now === undefined || isSettled(now, result)) return false;
    await transaction
      .update(chunks)
      .set({ ...result, status: 'completed', claimExpiresAt: null, claimToken: null, updatedAt: this.clock.now() })
      .where(eq(chunks.id, id));
    return true;
  }

  /** A job ends with its last chunk. */
  private async finishJob(transaction: Connection, jobId: string): Promise<void> {
    const chunks = verificationJobChunks;
    const isLeft = and(eq(chunks.verificationJobId, jobId), notInArray(chunks.status, ['completed', 'failed']));
    if ((await transaction.$count(chunks, isLeft)) > 0) return;
    const now = this.clock.now();
    const done = { status: 'completed', finishedAt: now, updatedAt: now };
    await transaction.update(verificationJobs).set(done).where(eq(verificationJobs.id, jobId));
  }

  private record(chunk: ChunkRow, { invalidKey, riskyKey }: ChunkResult): void {
    const keys = { invalid: invalidKey, risky: riskyKey };
    this.recorder.enqueue({
      id: chunk.id,
      jobId: chunk.verificationJobId,
      workerId: chunk.assignedWorkerId,
      preferredPool: chunk.preferredPool,
      routingProvider: chunk.routingProvider,
      read: async (output) => (await this.files.read(keys[output]))?.toString('utf8') ?? '',
    });
  }
}

/**
 * Whether there is nothing left to do, since the same was said before.
 * @throws FrameworkFailure 409 something else was said before
 */
function isSettled(chunk: ChunkRow, result: ChunkResult): boolean {
  if (chunk.status === 'failed') throw new FrameworkFailure(409, 'The chunk has failed.');
  if (chunk.status !== 'completed') return false;
  if (isSame(chunk, result)) return true;
  throw new FrameworkFailure(409, 'The chunk was completed with other results.');
}

function isSame(chunk: ChunkRow, result: ChunkResult): boolean {
  const keys = Object.keys(result) as (keyof ChunkResult)[]; // an object of this type has no others
  return keys.every((key) => chunk[key] === result[key]);
}
