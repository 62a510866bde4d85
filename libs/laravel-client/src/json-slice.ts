/*
 * Cuts a member's text out of JSON without parsing it anew: escapes, forms of numbers and the order of keys stay as they
 * were sent. All functions take text that JSON.parse has accepted, and rely on it.
 */

/** Where a value's text begins and ends within the whole. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The text of the value under `path`, without white space outside strings; null when there is none. Of members with
 * the same name the last counts, as with JSON.parse.
 */
export function memberText(json: string, path: readonly string[]): string | null {
  let span: Span | null = { start: skipSpace(json, 0), end: json.length };
  for (const name of path) {
    span = memberSpan(json, span.start, name);
    if (span === null) return null;
  }
  return withoutSpace(json.slice(span.start, span.end));
}

/** JSON text without its insignificant white space. */
export function withoutSpace(json: string): string {
  const pieces: string[] = [];
  let pieceStart = 0;
  for (let at = 0; at < json.length;) {
    if (json[at] === '"') {
      at = stringEnd(json, at);
    } else if (isSpace(json.charAt(at))) {
      pieces.push(json.slice(pieceStart, at));
      at = pieceStart = skipSpace(json, at);
    } else {
      at += 1;
    }
  }
  return pieces.join('') + json.slice(pieceStart);
}

/** The last member of the object at `start` that is called `name`; null when there is none or it is no object. */
function memberSpan(json: string, start: number, name: string): Span | null {
  if (json[start] !== '{') return null;
  let found: Span | null = null;
  let at = skipSpace(json, start + 1);
  while (json[at] === '"') {
    const keyEnd = stringEnd(json, at);
    const valueStart = skipSpace(json, skipSpace(json, keyEnd) + 1); // past the colon
    const end = valueEnd(json, valueStart);
    if (JSON.parse(json.slice(at, keyEnd)) === name) found = { start: valueStart, end };
    at = skipSpace(json, end);
    if (json[at] === ',') at = skipSpace(json, at + 1);
  }
  return found;
}

function valueEnd(json: string, start: number): number {
  const first = json[start];
  if (first === '"') return stringEnd(json, start);
  if (first === '{' || first === '[') return nestedEnd(json, start);
  let at = start;
  while (at < json.length && !',]} \t\n\r'.includes(json.charAt(at))) at += 1;
  return at;
}

/** Counts depth instead of calling itself: what Laravel sends must not be able to exhaust the stack. */
function nestedEnd(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length;) {
    const char = json[at];
    if (char === '"') {
      at = stringEnd(json, at);
      continue;
    }
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    at += 1;
    if (depth === 0) return at;
  }
  return json.length;
}

/** The place after the closing quote of the string that opens at `start`. */
function stringEnd(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at + 1;
}

function skipSpace(json: string, start: number): number {
  let at = start;
  while (at < json.length && isSpace(json.charAt(at))) at += 1;
  return at;
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}
