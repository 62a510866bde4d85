/**
 * Behaviour of the real application that hurts people, each with its place in the contract. All on or all off
 * (`SANDBOX_STRICT_QUIRKS`): off is for demonstration, on is for tests that must survive it.
 */
export interface Quirks {
  /** 6.2: a slash in a reason or service name is signed as `/` and sent as `\/`, so that the agent refuses it. */
  readonly slashBreaksSignature: boolean;
  /** 4, trap 7: `set-default` on the default pool leaves no default pool. Off: it changes nothing. */
  readonly repeatedDefaultClearsIt: boolean;
  /** 2.3: a reason above 255 characters passes validation and breaks in the database: 500. Off: it is stored whole. */
  readonly longReasonBreaks: boolean;
  /** 1.3: `X-Triggered-By` or `X-Request-Id` above 255 characters breaks a command in the database. Off: it is cut. */
  readonly longSourceBreaks: boolean;
  /** 7.1: the heartbeat that creates a server calls it offline. Off: online. */
  readonly newServerIsOffline: boolean;
  /** 5.2: deleting a server leaves its bundle files. Off: they go with it. */
  readonly bundleFilesSurviveDeletion: boolean;
  /** 7.5: a chunk whose lease expired while processing is never offered again. Off: it is. */
  readonly expiredLeasesAreLost: boolean;
  /** What the real application does not have: installer reports in answers, further spellings in result files. */
  readonly additionsAreLeftOut: boolean;
}

/** Every quirk on or off. */
export function quirks(strict: boolean): Quirks {
  return {
    slashBreaksSignature: strict,
    repeatedDefaultClearsIt: strict,
    longReasonBreaks: strict,
    longSourceBreaks: strict,
    newServerIsOffline: strict,
    bundleFilesSurviveDeletion: strict,
    expiredLeasesAreLost: strict,
    additionsAreLeftOut: strict,
  };
}
