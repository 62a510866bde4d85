import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database, type Connection } from '../database/database.js';
import { engineSettings, verificationJobChunks } from '../database/schema/index.js';
import type { ChunkRow, EngineServerRow } from '../database/rows.js';
import { poolProfiles } from './pool-profiles.js';
import { bestChunk } from './routing.js';

export const CAPABILITIES = ['screening', 'smtp_probe', 'all'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Who claims, and what it can do. */
export interface Claim {
  readonly workerId: string;
  readonly capability: Capability;
  readonly pool: string | null;
  readonly affinity: string | null;
  /** Null: the usual lease. */
  readonly leaseSeconds: number | null;
}

/** So many of the oldest are looked at (contract 7.4). */
const LOOKED_AT = 50;
const REMEMBERED_WORKERS = 5;

/** Gives chunks to workers. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly database: Database,
    private readonly config: SandboxConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Leases a chunk to the worker, if there is one for it and its server may work.
   * @returns the chunk as it was before, and when the lease ends
   */
  async claim(server: EngineServerRow, claim: Claim): Promise<{ chunk: ChunkRow; leaseExpiresAt: number } | null> {
    const { connection } = this.database;
    const [settings] = await connection.select().from(engineSettings).limit(1);
    if (settings?.enginePaused === true || !server.isActive || server.drainMode) return null;
    return connection.transaction(async (transaction) => {
      const chunk = await this.choose(transaction, claim);
      if (chunk === null) return null;
      const leaseExpiresAt = this.clock.now() + (claim.leaseSeconds ?? this.config.chunks.leaseSeconds) * 1_000;
      await this.lease(transaction, chunk, server.id, claim.workerId, leaseExpiresAt);
      return { chunk, leaseExpiresAt };
    });
  }

  /** Only who can do nothing but probe gets what fits it; all others get the oldest. */
  private async choose(transaction: Connection, claim: Claim): Promise<ChunkRow | null> {
    const isRouted = claim.capability === 'smtp_probe';
    const chunks = await transaction
      .select()
      .from(verificationJobChunks)
      .where(this.claimable(claim.capability))
      .orderBy(asc(verificationJobChunks.createdAt), asc(verificationJobChunks.chunkNo))
      .limit(isRouted ? LOOKED_AT : 1)
      .for('update', { skipLocked: true });
    if (!isRouted) return chunks[0] ?? null;
    return bestChunk(chunks, { ...claim, profiles: await poolProfiles(transaction, claim.pool) });
  }

  private claimable(capability: Capability) {
    const chunks = verificationJobChunks;
    const now = this.clock.now();
    const isPending = eq(chunks.status, 'pending');
    const isAbandoned = and(eq(chunks.status, 'processing'), lt(chunks.claimExpiresAt, now));
    const isScreening = or(isNull(chunks.processingStage), eq(chunks.processingStage, 'screening'));
    const mayProbe = or(isScreening, sql`${chunks.retryAttempt} < ${chunks.maxProbeAttempts}`);
    return and(
      this.config.quirks.expiredLeasesAreLost ? isPending : or(isPending, isAbandoned),
      capability === 'screening' ? isScreening : undefined,
      capability === 'smtp_probe' ? eq(chunks.processingStage, 'smtp_probe') : undefined,
      mayProbe,
      or(isNull(chunks.availableAt), lte(chunks.availableAt, now)),
      or(isNull(chunks.claimExpiresAt), lt(chunks.claimExpiresAt, now)),
    );
  }

  private async lease(
    transaction: Connection,
    chunk: ChunkRow,
    engineServerId: number,
    workerId: string,
    claimExpiresAt: number,
  ): Promise<void> {
    const now = this.clock.now();
    const others = (chunk.lastWorkerIds ?? []).filter((id) => id !== workerId);
    await transaction
      .update(verificationJobChunks)
      .set({
        status: 'processing',
        engineServerId,
        assignedWorkerId: workerId,
        claimedAt: now,
        claimExpiresAt,
        claimToken: randomUUID(),
        lastWorkerIds: [...others, workerId].slice(-REMEMBERED_WORKERS),
        updatedAt: now,
      })
      .where(eq(verificationJobChunks.id, chunk.id));
  }
}
