import { Injectable } from '@nestjs/common';
import { asc, eq } from 'drizzle-orm';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { Database, type Connection } from '../database/database.js';
import type { EngineServerRow } from '../database/rows.js';
import { adminAuditLogs, engineServers, verifierDomains } from '../database/schema/index.js';

/** What a worker says of its server. */
export interface ReportedServer {
  readonly name: string;
  readonly ipAddress: string;
  /** Undefined: not said, nothing changes. Null clears. */
  readonly environment: string | null | undefined;
  readonly region: string | null | undefined;
}

/** Which call brought the report; the word is the audit's (contract 8). */
export type ReportKind = 'engine_heartbeat' | 'engine_claim_next';

/** What workers say of their servers, by heartbeat and by claim (contract 7.1, 7.4). */
@Injectable()
export class PresenceService {
  constructor(
    private readonly database: Database,
    private readonly config: SandboxConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the report: the server is found by its address alone, and made when there is none. Name, environment and
   * region are overwritten; names need not be unique here.
   * @returns the server, and whether this call made it
   */
  async reported(
    server: ReportedServer,
    kind: ReportKind,
    callerId: number | null,
    from: string | null,
  ): Promise<{ readonly server: EngineServerRow; readonly isNew: boolean }> {
    return this.database.connection.transaction(async (transaction) => {
      const taken = await this.upsert(transaction, server);
      const now = this.clock.now();
      await transaction.insert(adminAuditLogs).values({
        userId: callerId,
        action: kind,
        subjectType: 'App\\Models\\EngineServer',
        subjectId: String(taken.server.id),
        metadata: { source: 'verifier_api', name: server.name, ip_address: server.ipAddress },
        ipAddress: from,
        createdAt: now,
        updatedAt: now,
      });
      return taken;
    });
  }

  /** What the server should call itself to mail servers (contract 7.1). */
  async identityOf(server: EngineServerRow): Promise<{
    readonly helo_name: string | null;
    readonly mail_from_address: string | null;
    readonly identity_domain: string | null;
  }> {
    const linked =
      server.verifierDomainId === null
        ? undefined
        : (
            await this.database.connection
              .select({ domain: verifierDomains.domain })
              .from(verifierDomains)
              .where(eq(verifierDomains.id, server.verifierDomainId))
          )[0];
    return {
      helo_name: server.heloName,
      mail_from_address: server.mailFromAddress,
      identity_domain: linked?.domain ?? server.identityDomain,
    };
  }

  get thresholdMinutes(): number {
    return this.config.verifier.heartbeatMinutes;
  }

  private async upsert(
    transaction: Connection,
    reported: ReportedServer,
  ): Promise<{ server: EngineServerRow; isNew: boolean }> {
    const now = this.clock.now();
    const { name, ipAddress, environment, region } = reported;
    const said = {
      name,
      ...(environment !== undefined && { environment }),
      ...(region !== undefined && { region }),
      lastHeartbeatAt: now,
      updatedAt: now,
    };
    const [known] = await transaction
      .select({ id: engineServers.id })
      .from(engineServers)
      .where(eq(engineServers.ipAddress, ipAddress))
      .orderBy(asc(engineServers.id))
      .limit(1);
    const [server] = known
      ? await transaction.update(engineServers).set(said).where(eq(engineServers.id, known.id)).returning()
      : await transaction
          .insert(engineServers)
          .values({ ipAddress, createdAt: now, ...said })
          .returning();
    if (server === undefined) throw new Error('the server was not written');
    return { server, isNew: known === undefined };
  }
}
