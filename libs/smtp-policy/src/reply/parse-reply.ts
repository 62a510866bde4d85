import type { Reply } from './judge-reply.js';

/**
 * A reply as a worker reads its lines (worker behaviour, section 7.1): the code from the first three characters, the
 * enhanced code from any line, the text from the last line that says something.
 * @param lines without their line ends
 */
export function parseReply(lines: readonly string[]): Reply {
  const spoken = lines.filter((line) => line.trim() !== '');
  const last = spoken.at(-1) ?? '';
  const digits = last.slice(0, 3);
  return {
    code: /^\d{3}$/.test(digits) ? Number(digits) : 0,
    enhanced: lines.map((line) => /[245]\.\d\.\d+/.exec(line)?.[0]).find((found) => found !== undefined) ?? null,
    message: last.length > 3 ? last.slice(4) : last,
  };
}
