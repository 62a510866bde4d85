/**
 * JSON text with line breaks and indentation, every string and number spelled as it came: writing it anew would show
 * something else than what the checksum is over.
 * @param text valid JSON without insignificant white space
 */
export function indentJson(text: string): string {
  let depth = 0;
  let isInString = false;
  let out = '';
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place] ?? '';
    if (isInString) {
      out += sign === '\\' ? sign + (text[++place] ?? '') : sign;
      isInString = sign !== '"';
      continue;
    }
    const isEmpty = (sign === '{' && text[place + 1] === '}') || (sign === '[' && text[place + 1] === ']');
    if (isEmpty) out += sign + (text[++place] ?? '');
    else if (sign === '{' || sign === '[') out += sign + line((depth += 1));
    else if (sign === '}' || sign === ']') out += line((depth -= 1)) + sign;
    else if (sign === ',') out += sign + line(depth);
    else out += sign === ':' ? ': ' : sign;
    isInString = sign === '"';
  }
  return out;
}

function line(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, DEEPEST))}`;
}

/** What lies deeper is indented no further: a few kilobytes of brackets would become gigabytes. */
const DEEPEST = 50;
