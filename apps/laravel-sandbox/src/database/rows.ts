import type {
  bundles,
  commands,
  engineServers,
  engineSettings,
  enginePolicies,
  enginePools,
  installStages,
  smtpDecisionTraces,
  smtpPolicyVersions,
  verificationJobChunks,
  verifierDomains,
} from './schema/index.js';

/** Rows as they are read, in the words of the field. */
export type EngineServerRow = typeof engineServers.$inferSelect;
export type EnginePoolRow = typeof enginePools.$inferSelect;
export type VerifierDomainRow = typeof verifierDomains.$inferSelect;
export type BundleRow = typeof bundles.$inferSelect;
export type InstallStageRow = typeof installStages.$inferSelect;
export type CommandRow = typeof commands.$inferSelect;
export type EngineSettingsRow = typeof engineSettings.$inferSelect;
export type EnginePolicyRow = typeof enginePolicies.$inferSelect;
export type PolicyVersionRow = typeof smtpPolicyVersions.$inferSelect;
export type ChunkRow = typeof verificationJobChunks.$inferSelect;
export type TraceRow = typeof smtpDecisionTraces.$inferSelect;
