import type { LaravelDeletedServer, LaravelServer, LaravelVerifierDomain } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { AuditLog } from '../audit/audit-log.js';
import { BundleFiles } from '../bundles/bundle-files.js';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { type Connection, Database } from '../database/database.js';
import { onlyRow } from '../database/only-row.js';
import type { EngineServerRow } from '../database/rows.js';
import { bundles, engineServers } from '../database/schema/index.js';
import type { Trigger } from '../http/api.decorators.js';
import { EnvelopeFailure } from '../http/failures.js';
import type { Input } from '../http/input.js';
import { isFine, validate } from '../validation/validate.js';
import { preparedServer, type ServerDefaults, serverRules, type ServerValues, serverValues } from './server-input.js';
import { serverRecord } from './server-record.js';
import { blocksDeletion } from './server-state.js';
import { ServersStore } from './servers.store.js';

/** The registry of servers (contract 2.1, 2.5, 3). */
@Injectable()
export class ServersService {
  constructor(
    private readonly config: SandboxConfig,
    private readonly database: Database,
    private readonly store: ServersStore,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly bundleFiles: BundleFiles,
  ) {}

  async list(): Promise<{ servers: readonly LaravelServer[]; verifier_domains: readonly LaravelVerifierDomain[] }> {
    const [minutes, now] = [this.config.verifier.heartbeatMinutes, this.clock.now()];
    const servers = (await this.store.all()).map((facts) => serverRecord(facts, minutes, now));
    return { servers, verifier_domains: await this.store.domains() };
  }

  /** @throws EnvelopeFailure validation_failed */
  async create(input: Input, trigger: Trigger): Promise<LaravelServer> {
    const values = await this.valuesOf(input, null);
    const now = this.clock.now();
    return this.database.connection.transaction(async (transaction) => {
      const row = { ...values, createdAt: now, updatedAt: now };
      const server = onlyRow(await transaction.insert(engineServers).values(row).returning());
      await this.tell(transaction, 'engine_server_created', server, trigger);
      return this.record(transaction, server.id);
    });
  }

  /** Replaces everything but the few fields whose key is missing. @throws EnvelopeFailure validation_failed */
  async update(server: EngineServerRow, input: Input, trigger: Trigger): Promise<LaravelServer> {
    const values = await this.valuesOf(input, server.id);
    return this.database.connection.transaction(async (transaction) => {
      await transaction
        .update(engineServers)
        .set({ ...values, updatedAt: this.clock.now() })
        .where(eq(engineServers.id, server.id));
      await this.tell(transaction, 'engine_server_updated', { ...server, ...values }, trigger);
      return this.record(transaction, server.id);
    });
  }

  /** Takes its bundles and commands with it, not its tokens. @throws EnvelopeFailure server_delete_blocked */
  async delete(server: EngineServerRow, trigger: Trigger): Promise<LaravelDeletedServer> {
    const { connection } = this.database;
    const { process_state, heartbeat_state } = await this.record(connection, server.id);
    if (blocksDeletion(process_state, heartbeat_state)) {
      throw new EnvelopeFailure(
        'server_delete_blocked',
        'The server cannot be deleted while its process runs or its heartbeat is healthy. Stop it first.',
        { details: { process_state, heartbeat_state } },
      );
    }
    const itsBundles = await connection.select().from(bundles).where(eq(bundles.engineServerId, server.id));
    await connection.transaction(async (transaction) => {
      await transaction.delete(engineServers).where(eq(engineServers.id, server.id));
      await this.tell(transaction, 'engine_server_deleted', server, trigger);
    });
    if (!this.config.quirks.bundleFilesSurviveDeletion) await this.bundleFiles.remove(itsBundles);
    return { id: server.id, name: server.name, deleted: true };
  }

  private async valuesOf(input: Input, ownId: number | null): Promise<ServerValues> {
    const defaults: ServerDefaults = {
      defaultPoolId: await this.store.defaultPoolId(),
      agentPort: this.config.agent.port,
      agentTimeoutSeconds: this.config.agent.timeoutSeconds,
    };
    const prepared = preparedServer(input, defaults);
    const errors = await validate(prepared, serverRules(this.store.questions(ownId)));
    const [first] = Object.values(errors).flat();
    if (!isFine(errors)) throw new EnvelopeFailure('validation_failed', first ?? '', { errors });
    return serverValues(prepared, defaults);
  }

  private async record(connection: Connection, id: number): Promise<LaravelServer> {
    const facts = await this.store.one(connection, id);
    if (facts === undefined) throw new Error('the server went away meanwhile');
    return serverRecord(facts, this.config.verifier.heartbeatMinutes, this.clock.now());
  }

  private tell(
    connection: Connection,
    action: string,
    server: Pick<EngineServerRow, 'id' | 'name' | 'ipAddress'>,
    trigger: Trigger,
  ): Promise<void> {
    const subject = { type: 'EngineServer', id: server.id };
    const specifics = { name: server.name, ip_address: server.ipAddress };
    return this.audit.writeInternal(connection, action, subject, trigger, specifics);
  }
}
