import { integer, jsonb, pgTable, text, uniqueIndex, varchar } from 'drizzle-orm/pg-core';
import { instant } from './column-types.js';
import { timestamps } from './common-columns.js';

/** Section 8 of the contract: who may call, and what was done. */
export const users = pgTable('users', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  name: varchar('name', { length: 255 }).notNull(),
  email: varchar('email', { length: 255 }).notNull().unique(),
  role: varchar('role', { length: 64 }),
  ...timestamps,
});

export const personalAccessTokens = pgTable(
  'personal_access_tokens',
  {
    id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
    userId: integer('tokenable_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: varchar('name', { length: 255 }).notNull(),
    /** SHA-256, hex, of the part after the `|`; the token itself is kept nowhere. */
    token: varchar('token', { length: 64 }).notNull(),
    abilities: jsonb('abilities').$type<readonly string[]>().notNull(),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    ...timestamps,
  },
  (table) => [uniqueIndex('tokens_by_hash').on(table.token)],
);

export const adminAuditLogs = pgTable('admin_audit_logs', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  userId: integer('user_id'),
  action: varchar('action', { length: 255 }).notNull(),
  subjectType: varchar('subject_type', { length: 255 }),
  subjectId: varchar('subject_id', { length: 64 }),
  metadata: jsonb('metadata').$type<Readonly<Record<string, unknown>>>().notNull(),
  ipAddress: text('ip_address'),
  ...timestamps,
});
