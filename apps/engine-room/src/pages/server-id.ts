/** A server's id as a path or a query names it: a positive integer; null for anything else. */
export function serverIdOf(text: string | null | undefined): number | null {
  if (!text || !/^[1-9]\d*$/.test(text)) return null;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : null;
}
