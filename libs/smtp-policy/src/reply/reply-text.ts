/** What is asked of a reply's text. Where the text was not kept, the answers can be assumed instead of read. */
export interface ReplyText {
  /** Whether one of the words, given in small letters, stands somewhere in the text; false for no words. */
  containsAny(words: readonly string[]): boolean;
}

/** A text that was kept; capital letters do not count. */
export function spokenText(message: string): ReplyText {
  const text = message.toLowerCase();
  return { containsAny: (words) => words.some((word) => text.includes(word)) };
}
