/** One line that neither spoils a table nor hides what is really said. */
export const LINE_PATTERN = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u;

/** Several lines of the same. */
export const NOTE_PATTERN = /^(?:[\t\n\r]|[^\p{Cc}\p{Cf}\p{Cs}])*$/u;

/** For `Transform`: white space around a text does not count. */
export function trimmed({ value }: { readonly value: unknown }): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** For `Transform`: digits of a path or query become a number; anything else stays, for the validator to refuse. */
export function wholeNumber({ value }: { readonly value: unknown }): unknown {
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
}
