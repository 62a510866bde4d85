/**
 * `value` as one word of a POSIX shell, whatever is in it.
 * @throws RangeError for a NUL, which no shell can hold
 */
export function shellQuote(value: string): string {
  if (value.includes('\0')) throw new RangeError('A shell word cannot have a NUL in it');
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * `value` between the quotes of a line in a file for `curl --config`.
 * @throws RangeError for a control character: it could begin another option
 */
export function curlQuote(value: string): string {
  if (/\p{Cc}/u.test(value)) throw new RangeError('An option of curl cannot have a control character in it');
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
