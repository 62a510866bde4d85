import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, gt, lte } from 'drizzle-orm';
import { AuditLog } from '../audit/audit-log.js';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { type Connection, Database } from '../database/database.js';
import { onlyRow } from '../database/only-row.js';
import type { BundleRow, EngineServerRow } from '../database/rows.js';
import { bundles, enginePools, installStages as reports, verifierDomains } from '../database/schema/index.js';
import type { Trigger } from '../http/api.decorators.js';
import { EnvelopeFailure } from '../http/failures.js';
import { TokensService } from '../tokens/tokens.service.js';
import { missingForBundle } from './bundle-config.js';
import { BundleFiles } from './bundle-files.js';
import { bundleRecord, type BundleRecord } from './bundle-record.js';
import { bundleTexts } from './bundle-texts.js';
import { installStages } from './install-stages.js';

/** The life of bundles (contract 5.2). */
@Injectable()
export class BundlesService {
  constructor(
    private readonly config: SandboxConfig,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly files: BundleFiles,
    private readonly tokens: TokensService,
  ) {}

  /**
   * A new bundle with a token of its own; earlier ones of the server end now, their tokens do not.
   * @throws Error when the configuration lacks something: a 500 without a code, as the real application's
   */
  async create(server: EngineServerRow, trigger: Trigger): Promise<BundleRecord> {
    const missing = missingForBundle(this.config, server);
    if (missing.length > 0) throw new Error(`provisioning is not configured: ${missing.join(', ')}`);
    const bundleUuid = randomUUID();
    try {
      await this.files.keepHostPrograms(bundleUuid, this.config.hostFiles ?? '');
      const bundle = await this.database.connection.transaction((transaction) =>
        this.make(transaction, bundleUuid, server, trigger),
      );
      return this.record(bundle);
    } catch (error) {
      await this.files.remove([{ bundleUuid }]);
      throw error;
    }
  }

  /** The newest one, expired or not. @throws EnvelopeFailure bundle_not_found */
  async latest(server: EngineServerRow): Promise<BundleRecord> {
    const [bundle] = await this.database.connection
      .select()
      .from(bundles)
      .where(eq(bundles.engineServerId, server.id))
      .orderBy(desc(bundles.createdAt), desc(bundles.id))
      .limit(1);
    // Former clients look for this very fragment (contract 5.2).
    if (bundle === undefined) throw new EnvelopeFailure('bundle_not_found', 'No provisioning bundle found for server.');
    return this.record(bundle);
  }

  /** Ends the server's live bundles now. @returns how many there were */
  async expire(connection: Connection, serverId: number): Promise<number> {
    const now = this.clock.now();
    const ended = await connection
      .update(bundles)
      .set({ expiresAt: now, updatedAt: now })
      .where(and(eq(bundles.engineServerId, serverId), gt(bundles.expiresAt, now)))
      .returning({ id: bundles.id });
    return ended.length;
  }

  /** Removes expired bundles and their files; tokens survive. @returns how many there were */
  async prune(): Promise<number> {
    const expired = await this.database.connection
      .delete(bundles)
      .where(lte(bundles.expiresAt, this.clock.now()))
      .returning();
    await this.files.remove(expired);
    return expired.length;
  }

  private async make(
    transaction: Connection,
    bundleUuid: string,
    server: EngineServerRow,
    trigger: Trigger,
  ): Promise<BundleRow> {
    const now = this.clock.now();
    const expiresAt = now + this.config.worker.bundleMinutes * 60_000;
    const token = await this.tokens.mint(transaction, `engine-server:${server.id}`);
    await this.writeTexts(transaction, { bundleUuid, expiresAt }, server, token.plain);
    await this.expire(transaction, server.id);
    const row = {
      engineServerId: server.id,
      bundleUuid,
      envKey: this.files.key(bundleUuid, 'worker.env'),
      scriptKey: this.files.key(bundleUuid, 'install.sh'),
      tokenId: token.id,
      createdBy: trigger.by.slice(0, 255),
      expiresAt,
      createdAt: now,
      updatedAt: now,
    };
    const bundle = onlyRow(await transaction.insert(bundles).values(row).returning());
    const subject = { type: 'EngineServer', id: server.id };
    await this.audit.writeInternal(transaction, 'engine_worker_bundle_generated', subject, trigger, {
      bundle_uuid: bundleUuid,
    });
    return bundle;
  }

  private async writeTexts(
    transaction: Connection,
    bundle: Pick<BundleRow, 'bundleUuid' | 'expiresAt'>,
    server: EngineServerRow,
    token: string,
  ): Promise<void> {
    const programs = {
      agent: await this.program(bundle.bundleUuid, 'agent.mjs'),
      worker: await this.program(bundle.bundleUuid, 'worker.mjs'),
    };
    const identityDomain = await identityDomainOf(transaction, server);
    const poolSlug = await poolSlugOf(transaction, server);
    const { env, script } = bundleTexts({ bundle, server, token, identityDomain, poolSlug, programs }, this.config);
    await this.files.write(bundle.bundleUuid, 'worker.env', env);
    await this.files.write(bundle.bundleUuid, 'install.sh', script);
  }

  private async program(bundleUuid: string, file: 'agent.mjs' | 'worker.mjs'): Promise<Buffer> {
    const bytes = await this.files.read(bundleUuid, file);
    if (bytes === null) throw new Error(`${file} was not kept`);
    return bytes;
  }

  private async record(bundle: BundleRow): Promise<BundleRecord> {
    return bundleRecord(bundle, await this.stagesOf(bundle), this.config, this.clock.now());
  }

  private async stagesOf(bundle: BundleRow): Promise<ReturnType<typeof installStages> | null> {
    if (this.config.quirks.additionsAreLeftOut) return null;
    const { connection } = this.database;
    return installStages(
      await connection.select().from(reports).where(eq(reports.bundleId, bundle.id)).orderBy(asc(reports.id)),
    );
  }
}

async function identityDomainOf(transaction: Connection, server: EngineServerRow): Promise<string | null> {
  if (server.verifierDomainId === null) return server.identityDomain;
  const [domain] = await transaction
    .select()
    .from(verifierDomains)
    .where(eq(verifierDomains.id, server.verifierDomainId));
  return domain?.domain ?? server.identityDomain;
}

/** The server's pool, else the default one, else the word `default` (contract 5.4). */
async function poolSlugOf(transaction: Connection, server: EngineServerRow): Promise<string> {
  const isIts =
    server.workerPoolId === null ? eq(enginePools.isDefault, true) : eq(enginePools.id, server.workerPoolId);
  const [pool] = await transaction.select().from(enginePools).where(isIts);
  return pool?.slug ?? 'default';
}
