import type {
  bundles,
  commands,
  engineServers,
  engineSettings,
  enginePools,
  installStages,
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
