/** Whether a version may be promoted, as far as shadow runs tell. */
export type GateAnswer = { readonly open: true } | { readonly open: false; readonly violations: readonly string[] };

/** What promotions ask first. Waits for nobody. */
export abstract class ShadowGate {
  /**
   * Always open unless `POLICY_SHADOW_PROMOTE_GATE_ENFORCED`.
   * @param checksum of the payload that would be promoted; null: it is not known, any run of the version counts
   */
  abstract check(version: string, checksum: string | null): GateAnswer;
}
