import type { LaravelPool } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { and, count, desc, eq, ne, sql } from 'drizzle-orm';
import { AuditLog } from '../audit/audit-log.js';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { type Connection, Database } from '../database/database.js';
import { onlyRow } from '../database/only-row.js';
import type { EnginePoolRow } from '../database/rows.js';
import { enginePools, engineServers } from '../database/schema/index.js';
import type { Trigger } from '../http/api.decorators.js';
import { EnvelopeFailure } from '../http/failures.js';
import type { Input } from '../http/input.js';
import { isFine, validate } from '../validation/validate.js';
import { poolRules, poolValues, type PoolValues, preparedPool } from './pool-input.js';
import { poolRecord } from './pool-record.js';

const otherThan = (id: number | null) => (id === null ? undefined : ne(enginePools.id, id));

/** The registry of pools and its rules (contract 4). */
@Injectable()
export class PoolsService {
  constructor(
    private readonly config: SandboxConfig,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** The default first, then by name. */
  async list(): Promise<readonly LaravelPool[]> {
    const { connection } = this.database;
    const pools = await connection
      .select()
      .from(enginePools)
      .orderBy(desc(enginePools.isDefault), sql`lower(${enginePools.name})`);
    const linked = await linkedServers(connection);
    return pools.map((pool) => poolRecord(pool, linked.get(pool.id) ?? 0));
  }

  /** Becomes the default if there is none, even when it is inactive. @throws EnvelopeFailure validation_failed */
  async create(input: Input, trigger: Trigger): Promise<LaravelPool> {
    const values = await this.valuesOf(input, null);
    const now = this.clock.now();
    return this.database.connection.transaction(async (transaction) => {
      const isDefault = (await transaction.$count(enginePools, eq(enginePools.isDefault, true))) === 0;
      const row = { ...values, isDefault, createdAt: now, updatedAt: now };
      const pool = onlyRow(await transaction.insert(enginePools).values(row).returning());
      await this.tell(transaction, 'engine_pool_created', pool, trigger);
      return poolRecord(pool, 0);
    });
  }

  /** Replaces everything but `is_default`. @throws EnvelopeFailure validation_failed, pool_default_inactive */
  async update(pool: EnginePoolRow, input: Input, trigger: Trigger): Promise<LaravelPool> {
    const values = await this.valuesOf(input, pool.id);
    if (pool.isDefault && !values.isActive) {
      throw new EnvelopeFailure('pool_default_inactive', 'The default pool cannot be deactivated.');
    }
    return this.write(pool, values, 'engine_pool_updated', trigger);
  }

  /** Takes a pool out of use; the row stays. @throws EnvelopeFailure pool_archive_blocked, for either of two causes */
  async archive(pool: EnginePoolRow, trigger: Trigger): Promise<LaravelPool> {
    if (pool.isDefault) throw new EnvelopeFailure('pool_archive_blocked', 'The default pool cannot be archived.');
    const linked = await this.database.connection.$count(engineServers, eq(engineServers.workerPoolId, pool.id));
    if (linked > 0) {
      throw new EnvelopeFailure('pool_archive_blocked', 'The pool has linked servers. Reassign them first.');
    }
    return this.write(pool, { isActive: false, isDefault: false }, 'engine_pool_archived', trigger);
  }

  /** Makes it the one default pool. @throws EnvelopeFailure pool_inactive */
  async makeDefault(pool: EnginePoolRow, trigger: Trigger): Promise<LaravelPool> {
    if (!pool.isActive) throw new EnvelopeFailure('pool_inactive', 'An inactive pool cannot be the default.');
    const isDefault = !(pool.isDefault && this.config.quirks.repeatedDefaultClearsIt);
    return this.write(pool, { isDefault }, 'engine_pool_default_set', trigger);
  }

  private async write(
    pool: EnginePoolRow,
    values: Partial<PoolValues & { readonly isDefault: boolean }>,
    action: string,
    trigger: Trigger,
  ): Promise<LaravelPool> {
    const now = this.clock.now();
    return this.database.connection.transaction(async (transaction) => {
      if (values.isDefault)
        await transaction.update(enginePools).set({ isDefault: false }).where(ne(enginePools.id, pool.id));
      const changed = onlyRow(
        await transaction
          .update(enginePools)
          .set({ ...values, updatedAt: now })
          .where(eq(enginePools.id, pool.id))
          .returning(),
      );
      await this.tell(transaction, action, changed, trigger);
      return poolRecord(changed, (await linkedServers(transaction)).get(pool.id) ?? 0);
    });
  }

  private async valuesOf(input: Input, ownId: number | null): Promise<PoolValues> {
    const prepared = preparedPool(input);
    const isTaken = async (slug: string) =>
      (await this.database.connection.$count(enginePools, and(eq(enginePools.slug, slug), otherThan(ownId)))) > 0;
    const errors = await validate(prepared, poolRules(isTaken));
    if (!isFine(errors)) throw new EnvelopeFailure('validation_failed', 'Validation failed.', { errors });
    return poolValues(prepared);
  }

  private tell(connection: Connection, action: string, pool: EnginePoolRow, trigger: Trigger): Promise<void> {
    const subject = { type: 'EngineWorkerPool', id: pool.id };
    return this.audit.writeInternal(connection, action, subject, trigger, { slug: pool.slug, name: pool.name });
  }
}

async function linkedServers(connection: Connection): Promise<ReadonlyMap<number, number>> {
  const rows = await connection
    .select({ pool: engineServers.workerPoolId, servers: count() })
    .from(engineServers)
    .groupBy(engineServers.workerPoolId);
  return new Map(rows.flatMap(({ pool, servers }) => (pool === null ? [] : [[pool, servers]])));
}
