const REASON_LENGTH = 255; // its column; a longer one is a database error (contract, section 2.3)
const DIVISION_SLASH = '\u2215';

/**
 * A reason that a command survives, or undefined when there is none. Laravel signs a slash unescaped and sends it
 * escaped, so a command whose reason holds one is refused by the agent as forged (contract, section 6.2). Each becomes
 * `∕` (U+2215), which reads the same. Cut to 255 characters.
 */
export function agentSafeReason(reason: string | undefined): string | undefined {
  const safe = (reason ?? '')
    .replace(/[\p{Cc}\p{Surrogate}]/gu, ' ')
    .replaceAll('/', DIVISION_SLASH)
    .trim();
  const cut = [...safe].slice(0, REASON_LENGTH).join('').trim();
  return cut === '' ? undefined : cut;
}

/** Whether commands for this service can reach an agent: a slash breaks their signature too. No unit's name has one. */
export function isAgentSafeService(serviceName: string | null): boolean {
  return serviceName === null || !serviceName.includes('/');
}
