/** Laravel keeps actors and request ids in columns of this length (contract, section 1.3). */
const COLUMN_LENGTH = 255;

/**
 * A text as a header's value: no control characters, cut to what Laravel can store, and as UTF-8, which is what PHP
 * takes a header for. Empty when nothing is left.
 */
export function headerText(text: string): string {
  const printable = text.replace(/[\p{Cc}\p{Surrogate}]/gu, ' ').trim();
  const cut = [...printable].slice(0, COLUMN_LENGTH).join('').trim();
  return Buffer.from(cut, 'utf8').toString('latin1');
}
