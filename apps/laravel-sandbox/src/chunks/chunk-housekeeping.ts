import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { and, desc, inArray, lt, notExists, sql } from 'drizzle-orm';
import { Clock, Rounds } from '@app/service';
import { Database } from '../database/database.js';
import {
  adminAuditLogs,
  verificationJobChunks,
  verificationJobLogs,
  verificationJobs,
} from '../database/schema/index.js';
import { StoredFiles } from './stored-files.js';

/** So many ended chunks are kept, for whoever wants to look at them. */
const KEPT = 500;
/** Heartbeats and claims leave a row each; a day of them is enough. */
const REPORTS_KEPT_MS = 24 * 3_600_000;

const EVERY_MS = 60_000;

/** Deletes what made-up work leaves behind: it goes on for ever, a stand-in's disk must not fill. */
@Injectable()
export class ChunkHousekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rounds = new Rounds('housekeeping of chunks', EVERY_MS, () => this.tidy());

  constructor(
    private readonly database: Database,
    private readonly files: StoredFiles,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  /** Also waits for a round that is under way: the database is closed next. */
  onModuleDestroy(): Promise<void> {
    return this.rounds.stop();
  }

  /** Deletes now what is no longer kept. */
  async tidy(): Promise<void> {
    const { connection } = this.database;
    const chunks = verificationJobChunks;
    const ended = await connection
      .select({ id: chunks.id })
      .from(chunks)
      .where(inArray(chunks.status, ['completed', 'failed']))
      .orderBy(desc(chunks.updatedAt))
      .offset(KEPT)
      .limit(KEPT);
    const ids = ended.map(({ id }) => id);
    if (ids.length > 0) {
      await connection.delete(verificationJobLogs).where(inArray(verificationJobLogs.verificationJobChunkId, ids));
      await connection.delete(chunks).where(inArray(chunks.id, ids));
      await this.forgetJobs();
      for (const id of ids) await this.files.forget(id);
    }
    await this.forgetReports();
  }

  /** Jobs that have ended and lost all their chunks. */
  private async forgetJobs(): Promise<void> {
    const { connection } = this.database;
    const itsChunks = connection
      .select({ one: sql`1` })
      .from(verificationJobChunks)
      .where(sql`${verificationJobChunks.verificationJobId} = ${verificationJobs.id}`);
    await connection.delete(verificationJobs).where(notExists(itsChunks));
  }

  private async forgetReports(): Promise<void> {
    const ofWorkers = inArray(adminAuditLogs.action, ['engine_heartbeat', 'engine_claim_next']);
    const isOld = lt(adminAuditLogs.createdAt, this.clock.now() - REPORTS_KEPT_MS);
    await this.database.connection.delete(adminAuditLogs).where(and(ofWorkers, isOld));
  }
}
