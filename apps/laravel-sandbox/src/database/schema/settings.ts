import { boolean, integer, jsonb, pgTable, real, text, varchar } from 'drizzle-orm/pg-core';
import { instant } from './column-types.js';
import { timestamps } from './common-columns.js';

/** Section 8 of the contract: the one row of settings, the two engine policies, and the versions of the SMTP policy. */
export const engineSettings = pgTable('engine_settings', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  enginePaused: boolean('engine_paused').notNull().default(false),
  enhancedModeEnabled: boolean('enhanced_mode_enabled').notNull().default(false),
  roleAccountsBehavior: varchar('role_accounts_behavior', { length: 16 })
    .$type<'risky' | 'allow'>()
    .notNull()
    .default('risky'),
  /** Separated by commas. */
  roleAccountsList: text('role_accounts_list').notNull(),
  providerPolicies: jsonb('provider_policies').$type<unknown>(),
  tempfailRetryEnabled: boolean('tempfail_retry_enabled').notNull().default(false),
  tempfailRetryMaxAttempts: integer('tempfail_retry_max_attempts').notNull().default(2),
  tempfailRetryBackoffMinutes: text('tempfail_retry_backoff_minutes').notNull().default('10,30,60'),
  tempfailRetryReasons: text('tempfail_retry_reasons')
    .notNull()
    .default('smtp_tempfail,smtp_timeout,smtp_connect_timeout,dns_timeout,dns_servfail'),
  provisioningGhcrUsername: varchar('provisioning_ghcr_username', { length: 255 }),
  /** Encrypted with the application's key. */
  provisioningGhcrToken: text('provisioning_ghcr_token'),
  ...timestamps,
});

export const enginePolicies = pgTable('engine_verification_policies', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  mode: varchar('mode', { length: 16 }).$type<'standard' | 'enhanced'>().notNull().unique(),
  enabled: boolean('enabled').notNull(),
  dnsTimeoutMs: integer('dns_timeout_ms').notNull().default(2_000),
  smtpConnectTimeoutMs: integer('smtp_connect_timeout_ms').notNull().default(2_000),
  smtpReadTimeoutMs: integer('smtp_read_timeout_ms').notNull().default(2_000),
  maxMxAttempts: integer('max_mx_attempts').notNull().default(2),
  maxConcurrencyDefault: integer('max_concurrency_default').notNull().default(1),
  perDomainConcurrency: integer('per_domain_concurrency').notNull().default(2),
  catchAllDetectionEnabled: boolean('catch_all_detection_enabled').notNull(),
  globalConnectsPerMinute: integer('global_connects_per_minute'),
  tempfailBackoffSeconds: integer('tempfail_backoff_seconds'),
  circuitBreakerTempfailRate: real('circuit_breaker_tempfail_rate'),
  ...timestamps,
});

export const smtpPolicyVersions = pgTable('smtp_policy_versions', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  version: varchar('version', { length: 64 }).notNull().unique(),
  schemaVersion: varchar('schema_version', { length: 16 }).notNull().default('v2'),
  status: varchar('status', { length: 32 }).notNull().default('draft'),
  validationStatus: varchar('validation_status', { length: 16 }).notNull().default('pending'),
  validationErrors: jsonb('validation_errors').$type<unknown>(),
  validatedAt: instant('validated_at'),
  validatedBy: integer('validated_by'),
  isActive: boolean('is_active').notNull().default(false),
  /** JSON as text: key order and number forms are part of what its checksum is over (7.3). */
  policyPayload: text('policy_payload').notNull(),
  modeSemanticsHash: varchar('mode_semantics_hash', { length: 64 }),
  createdBy: integer('created_by'),
  promotedAt: instant('promoted_at'),
  ...timestamps,
});

export const smtpPolicySuggestions = pgTable('smtp_policy_suggestions', {
  id: integer('id').generatedByDefaultAsIdentity().primaryKey(),
  provider: varchar('provider', { length: 32 }).notNull(),
  status: varchar('status', { length: 32 }).notNull().default('draft'),
  reviewNotes: jsonb('review_notes').$type<unknown>(),
  reviewedAt: instant('reviewed_at'),
  reviewedBy: integer('reviewed_by'),
  ...timestamps,
});
