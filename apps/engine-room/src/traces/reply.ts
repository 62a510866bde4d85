interface Reply {
  readonly smtp_code: number | string | null;
  readonly enhanced_code: string | null;
}

/** `451 4.7.1`; null when no code was recorded. */
export const replyCodes = ({ smtp_code: code, enhanced_code: enhanced }: Reply): string | null =>
  [code, enhanced].filter((part) => part !== null && part !== '').join(' ') || null;
