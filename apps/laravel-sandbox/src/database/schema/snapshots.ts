import { integer, jsonb, pgTable, text, varchar } from 'drizzle-orm/pg-core';
import { instant } from './column-types.js';

/** Section 8 of the contract: tables that Laravel makes for the former control plane. Nothing here writes them. */
export const goWorkerSnapshots = pgTable('go_worker_snapshots', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  capturedAt: instant('captured_at').notNull(),
  totalWorkers: integer('total_workers').notNull(),
  poolCount: integer('pool_count').notNull(),
  desiredTotal: integer('desired_total').notNull(),
});

export const goPoolSnapshots = pgTable('go_pool_snapshots', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  capturedAt: instant('captured_at').notNull(),
  pool: varchar('pool', { length: 128 }).notNull(),
  online: integer('online').notNull(),
  desired: integer('desired').notNull(),
});

export const goAlerts = pgTable('go_alerts', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  type: varchar('type', { length: 64 }).notNull(),
  severity: varchar('severity', { length: 32 }).notNull(),
  message: text('message').notNull(),
  context: jsonb('context').$type<unknown>(),
  createdAt: instant('created_at').notNull(),
});
