import { boolean, integer, jsonb, pgTable, text, uniqueIndex, uuid, varchar } from 'drizzle-orm/pg-core';
import type { CommandStatus, ProcessControlMode, ProviderProfiles, ServerCommand } from '@app/contracts';
import { instant } from './column-types.js';
import { timestamps } from './common-columns.js';

/** Section 8 of the contract: the registry of servers, pools, bundles and commands. */
export const enginePools = pgTable('engine_worker_pools', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  slug: varchar('slug', { length: 64 }).notNull(),
  name: varchar('name', { length: 255 }).notNull(),
  description: text('description'),
  isActive: boolean('is_active').notNull().default(true),
  isDefault: boolean('is_default').notNull().default(false),
  providerProfiles: jsonb('provider_profiles').$type<ProviderProfiles>(),
  ...timestamps,
});

export const verifierDomains = pgTable('verifier_domains', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  domain: varchar('domain', { length: 255 }).notNull(),
  isActive: boolean('is_active').notNull().default(true),
  notes: text('notes'),
  ...timestamps,
});

export const engineServers = pgTable('engine_servers', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  name: varchar('name', { length: 255 }).notNull(),
  ipAddress: varchar('ip_address', { length: 255 }).notNull(),
  heloName: varchar('helo_name', { length: 255 }),
  mailFromAddress: varchar('mail_from_address', { length: 255 }),
  identityDomain: varchar('identity_domain', { length: 255 }),
  verifierDomainId: integer('verifier_domain_id').references(() => verifierDomains.id, {
    onDelete: 'set null',
  }),
  workerPoolId: integer('worker_pool_id').references(() => enginePools.id, { onDelete: 'set null' }),
  environment: varchar('environment', { length: 255 }),
  region: varchar('region', { length: 255 }),
  lastHeartbeatAt: instant('last_heartbeat_at'),
  isActive: boolean('is_active').notNull().default(true),
  drainMode: boolean('drain_mode').notNull().default(false),
  maxConcurrency: integer('max_concurrency'),
  notes: text('notes'),
  processControlMode: varchar('process_control_mode', { length: 32 })
    .$type<ProcessControlMode>()
    .notNull()
    .default('control_plane_only'),
  agentEnabled: boolean('agent_enabled').notNull().default(false),
  agentBaseUrl: varchar('agent_base_url', { length: 255 }),
  agentTimeoutSeconds: integer('agent_timeout_seconds').notNull().default(8),
  agentVerifyTls: boolean('agent_verify_tls').notNull().default(true),
  agentServiceName: varchar('agent_service_name', { length: 255 }).notNull().default('vev-worker.service'),
  /** What the agent last said, or what stands for it when it said nothing; not shown (3). */
  lastAgentStatus: jsonb('last_agent_status').$type<unknown>(),
  lastAgentSeenAt: instant('last_agent_seen_at'),
  lastAgentError: text('last_agent_error'),
  ...timestamps,
});

export const bundles = pgTable('engine_server_provisioning_bundles', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  engineServerId: integer('engine_server_id')
    .notNull()
    .references(() => engineServers.id, { onDelete: 'cascade' }),
  bundleUuid: uuid('bundle_uuid').notNull().unique(),
  /** Where the files are, relative to the directory of stored files. */
  envKey: varchar('env_key', { length: 255 }).notNull(),
  scriptKey: varchar('script_key', { length: 255 }).notNull(),
  tokenId: integer('token_id'),
  createdBy: varchar('created_by', { length: 255 }),
  expiresAt: instant('expires_at').notNull(),
  ...timestamps,
});

/** An addition: what installers report of their steps, in the order of arrival. */
export const installStages = pgTable('engine_server_install_stages', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  bundleId: integer('bundle_id')
    .notNull()
    .references(() => bundles.id, { onDelete: 'cascade' }),
  stage: varchar('stage', { length: 32 }).notNull(),
  status: varchar('status', { length: 16 }).$type<'running' | 'done' | 'failed'>().notNull(),
  detail: text('detail'),
  reportedAt: instant('reported_at').notNull(),
});

export const commands = pgTable(
  'engine_server_commands',
  {
    id: uuid('id').primaryKey(),
    engineServerId: integer('engine_server_id')
      .notNull()
      .references(() => engineServers.id, { onDelete: 'cascade' }),
    action: varchar('action', { length: 16 }).$type<ServerCommand>().notNull(),
    status: varchar('status', { length: 16 }).$type<CommandStatus>().notNull().default('pending'),
    requestedByUserId: integer('requested_by_user_id'),
    source: text('source').notNull(),
    requestId: text('request_id'),
    idempotencyKey: varchar('idempotency_key', { length: 120 }),
    agentCommandId: varchar('agent_command_id', { length: 255 }),
    reason: text('reason'),
    agentResponse: jsonb('agent_response').$type<unknown>(),
    errorMessage: text('error_message'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    ...timestamps,
  },
  (table) => [uniqueIndex('commands_once_per_key').on(table.engineServerId, table.idempotencyKey)],
);
