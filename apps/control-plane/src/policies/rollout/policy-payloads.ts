/** A version's payload and where it comes from. */
export interface SourcedPayload {
  /** As Laravel sent it, without insignificant white space. */
  readonly text: string;
  /** Lower-case hex SHA-256 of `text`. */
  readonly checksum: string;
  /** `kept`: Laravel could not be asked or has it no more; this was good when it was validated. */
  readonly source: 'laravel' | 'kept';
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}

/** Where other modules get payloads from. */
export abstract class PolicyPayloads {
  /**
   * A version's payload: Laravel's, or the last good one that is kept here; null: neither has one.
   * @throws Failure laravel_not_configured, laravel_unavailable, … when Laravel cannot be asked and none is kept
   */
  abstract payloadOf(version: string, requestId: string): Promise<SourcedPayload | null>;
}
