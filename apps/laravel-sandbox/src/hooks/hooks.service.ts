import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { desc } from 'drizzle-orm';
import { Clock } from '@app/service';
import { laravelTime } from '../common/laravel-time.js';
import { Database } from '../database/database.js';
import { onlyRow } from '../database/only-row.js';
import { adminAuditLogs, users, verifierDomains } from '../database/schema/index.js';
import { FrameworkValidationFailure } from '../http/failures.js';
import { asBoolean, type Input } from '../http/input.js';
import { TokensService } from '../tokens/tokens.service.js';
import { max, nullable, required, string } from '../validation/rules.js';
import { isFine, type Rules, validate } from '../validation/validate.js';

export interface AuditRow {
  readonly id: number;
  readonly action: string;
  readonly subject_type: string | null;
  readonly subject_id: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly ip_address: string | null;
  readonly created_at: string;
}

const SHOWN = 200;
const DOMAIN: Rules = { domain: [required, string, max(255)] };
const TOKEN: Rules = { role: [nullable, string, max(64)] };

/** Rows that the real application gets by hand or by its own pages. */
@Injectable()
export class HooksService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tokens: TokensService,
  ) {}

  async addDomain(input: Input): Promise<{ id: number; domain: string }> {
    await check(input, DOMAIN);
    const now = this.clock.now();
    const isActive = 'is_active' in input ? asBoolean(input['is_active']) : true;
    const row = { domain: String(input['domain']), isActive, createdAt: now, updatedAt: now };
    const { id, domain } = onlyRow(await this.database.connection.insert(verifierDomains).values(row).returning());
    return { id, domain };
  }

  /** @returns the plain token of a new user */
  async addToken(input: Input): Promise<string> {
    await check(input, TOKEN);
    const now = this.clock.now();
    const role = typeof input['role'] === 'string' ? input['role'] : null;
    const user = { name: 'Somebody', email: `${randomUUID()}@local.test`, role, createdAt: now, updatedAt: now };
    return this.database.connection.transaction(async (transaction) => {
      const { id } = onlyRow(await transaction.insert(users).values(user).returning());
      return (await this.tokens.mintFor(transaction, id, 'sandbox')).plain;
    });
  }

  async auditRows(): Promise<readonly AuditRow[]> {
    const { connection } = this.database;
    const rows = await connection.select().from(adminAuditLogs).orderBy(desc(adminAuditLogs.id)).limit(SHOWN);
    return rows.map((row) => ({
      id: row.id,
      action: row.action,
      subject_type: row.subjectType,
      subject_id: row.subjectId,
      metadata: row.metadata,
      ip_address: row.ipAddress,
      created_at: laravelTime(row.createdAt),
    }));
  }
}

async function check(input: Input, rules: Rules): Promise<void> {
  const errors = await validate(input, rules);
  if (!isFine(errors)) throw new FrameworkValidationFailure(errors);
}
