import { Injectable, type OnModuleInit } from '@nestjs/common';
import { and, eq, sql } from 'drizzle-orm';
import { Clock } from '@app/service';
import { SandboxConfig } from '../config/sandbox-config.js';
import { type Connection, Database } from '../database/database.js';
import { onlyRow } from '../database/only-row.js';
import { personalAccessTokens, users } from '../database/schema/index.js';
import { ensureServiceUser } from '../database/seed.js';
import type { Caller } from '../http/request-context.js';
import { newTokenText, splitToken, tokenHash } from './plain-token.js';

export interface NewToken {
  /** Its row. */
  readonly id: number;
  /** Kept nowhere. */
  readonly plain: string;
}

/** Sanctum's personal access tokens. They never expire; only deleting the row ends one (contract 1.1, 5.2). */
@Injectable()
export class TokensService implements OnModuleInit {
  constructor(
    private readonly config: SandboxConfig,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.verifierToken !== '') await this.ensure(this.config.verifierToken);
  }

  /** Makes a token of the verifier service. */
  async mint(connection: Connection, name: string): Promise<NewToken> {
    return this.mintFor(connection, await ensureServiceUser(connection, this.clock.now()), name);
  }

  /** Makes a token of this user. */
  async mintFor(connection: Connection, userId: number, name: string): Promise<NewToken> {
    const text = newTokenText();
    const rows = await connection
      .insert(personalAccessTokens)
      .values(this.rowOf(userId, name, text))
      .returning({ id: personalAccessTokens.id });
    const { id } = onlyRow(rows);
    return { id, plain: `${id}|${text}` };
  }

  /** Whose token this is; null when it is nobody's. */
  async callerOf(plain: string): Promise<Caller | null> {
    const { id, text } = splitToken(plain);
    if (text === '' || (id !== null && !Number.isSafeInteger(id))) return null;
    const tokens = personalAccessTokens;
    const isThisRow = id === null ? undefined : eq(tokens.id, id);
    const [found] = await this.database.connection
      .select({ id: tokens.id, userId: users.id, role: users.role })
      .from(tokens)
      .innerJoin(users, eq(users.id, tokens.userId))
      .where(and(eq(tokens.token, tokenHash(text)), isThisRow));
    if (found === undefined) return null;
    await this.database.connection.update(tokens).set({ lastUsedAt: this.clock.now() }).where(eq(tokens.id, found.id));
    return { userId: found.userId, role: found.role };
  }

  /** Deletes all tokens with this name. @returns how many there were */
  async deleteNamed(name: string): Promise<number> {
    const deleted = await this.database.connection
      .delete(personalAccessTokens)
      .where(eq(personalAccessTokens.name, name))
      .returning({ id: personalAccessTokens.id });
    return deleted.length;
  }

  /** Makes this plain token valid under its own row id, whatever that row was. */
  private async ensure(plain: string): Promise<void> {
    const { id, text } = splitToken(plain);
    if (id === null) return;
    await this.database.connection.transaction(async (transaction) => {
      const row = this.rowOf(await ensureServiceUser(transaction, this.clock.now()), 'sandbox', text);
      await transaction
        .insert(personalAccessTokens)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: personalAccessTokens.id, set: { token: row.token, userId: row.userId } });
      // Rows that get their id from the sequence must not meet this one.
      await transaction.execute(sql`
        select setval(pg_get_serial_sequence('personal_access_tokens', 'id'), max(id)) from personal_access_tokens`);
    });
  }

  private rowOf(userId: number, name: string, text: string): typeof personalAccessTokens.$inferInsert {
    const now = this.clock.now();
    return { userId, name, token: tokenHash(text), abilities: ['*'], createdAt: now, updatedAt: now };
  }
}
