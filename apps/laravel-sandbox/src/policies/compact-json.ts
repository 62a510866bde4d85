/**
 * JSON without the white space between its tokens; order of keys and forms of numbers stay as they are written, since
 * a checksum is over them (contract 7.3).
 * @param text valid JSON
 */
export function compactJson(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, literal: string | undefined) => literal ?? '');
}
