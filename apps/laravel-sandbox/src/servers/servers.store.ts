import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import { type Connection, Database } from '../database/database.js';
import { bundles, commands, enginePools, engineServers, verifierDomains } from '../database/schema/index.js';
import type { ServerQuestions } from './server-input.js';
import type { ServerFacts } from './server-record.js';

/** Reads servers with what belongs to them. */
@Injectable()
export class ServersStore {
  constructor(private readonly database: Database) {}

  /** All servers by name. */
  async all(): Promise<readonly ServerFacts[]> {
    return factsOf(this.database.connection);
  }

  /** One server; undefined when it is gone. */
  async one(connection: Connection, id: number): Promise<ServerFacts | undefined> {
    const [facts] = await factsOf(connection, eq(engineServers.id, id));
    return facts;
  }

  /** Active domains by name. */
  async domains(): Promise<readonly { readonly id: number; readonly domain: string }[]> {
    return this.database.connection
      .select({ id: verifierDomains.id, domain: verifierDomains.domain })
      .from(verifierDomains)
      .where(eq(verifierDomains.isActive, true))
      .orderBy(asc(verifierDomains.domain));
  }

  /** The default pool; null when there is none. */
  async defaultPoolId(): Promise<number | null> {
    const { connection } = this.database;
    const [pool] = await connection.select().from(enginePools).where(eq(enginePools.isDefault, true));
    return pool?.id ?? null;
  }

  /** What the rules of an upsert ask; the server itself does not count. Text compares without case (contract 1.7). */
  questions(ownId: number | null): ServerQuestions {
    const { connection } = this.database;
    const others = ownId === null ? undefined : ne(engineServers.id, ownId);
    const isTaken = async (is: SQL) => (await connection.$count(engineServers, and(is, others))) > 0;
    return {
      isNameTaken: (name) => isTaken(sql`lower(${engineServers.name}) = lower(${name})`),
      isAddressTaken: (address) => isTaken(sql`lower(${engineServers.ipAddress}) = lower(${address})`),
      isDomain: async (id) =>
        (await connection.$count(verifierDomains, sql`${verifierDomains.id} = ${id}::bigint`)) > 0,
      isActivePool: async (id) =>
        (await connection.$count(enginePools, sql`${enginePools.id} = ${id}::bigint and ${enginePools.isActive}`)) > 0,
    };
  }
}

async function factsOf(connection: Connection, which?: SQL): Promise<readonly ServerFacts[]> {
  const newestBundle = connection
    .selectDistinctOn([bundles.engineServerId])
    .from(bundles)
    .orderBy(bundles.engineServerId, desc(bundles.id))
    .as('newest_bundle');
  const newestCommand = connection
    .selectDistinctOn([commands.engineServerId])
    .from(commands)
    .orderBy(commands.engineServerId, desc(commands.id))
    .as('newest_command');
  const rows = await connection
    .select()
    .from(engineServers)
    .leftJoin(enginePools, eq(enginePools.id, engineServers.workerPoolId))
    .leftJoin(verifierDomains, eq(verifierDomains.id, engineServers.verifierDomainId))
    .leftJoin(newestBundle, eq(newestBundle.engineServerId, engineServers.id))
    .leftJoin(newestCommand, eq(newestCommand.engineServerId, engineServers.id))
    .where(which)
    .orderBy(sql`lower(${engineServers.name})`, asc(engineServers.id));
  return rows.map((row) => ({
    server: row.engine_servers,
    pool: row.engine_worker_pools,
    domain: row.verifier_domains,
    newestBundle: row.newest_bundle,
    newestCommand: row.newest_command,
  }));
}
