import type { ReplyText } from '../reply/reply-text.js';

/** What is known of a text that nobody kept. */
export interface TextFacts {
  /** At least one word of each list stands in it. */
  readonly someOf: readonly (readonly string[])[];
  /** None of these stands in it. */
  readonly noneOf: readonly string[];
}

export const NOTHING_KNOWN: TextFacts = { someOf: [], noneOf: [] };

/** One way things can be, and what it says of the text. */
export interface Possibility<T> {
  readonly result: T;
  readonly facts: TextFacts;
}

/**
 * Every result that `decide` can have for texts of which only `facts` are known. Where an answer follows from the facts it
 * is given; where it does not, both are tried, and what was assumed is a fact from there on.
 * @param decide the same for the same answers; it asks a bounded number of questions
 */
export function explore<T>(facts: TextFacts, decide: (text: ReplyText) => T): readonly Possibility<T>[] {
  const found: Possibility<T>[] = [];
  const open: (readonly boolean[])[] = [[]];
  for (let answers = open.pop(); answers !== undefined; answers = open.pop()) {
    const text = new AssumedText(facts, answers);
    found.push({ result: decide(text), facts: text.facts });
    for (let place = answers.length; place < text.given.length; place += 1) {
      open.push([...text.given.slice(0, place), false]);
    }
  }
  return found;
}

/** Says yes to each new question, unless told otherwise. */
class AssumedText implements ReplyText {
  readonly given: boolean[] = [];

  constructor(
    public facts: TextFacts,
    private readonly answers: readonly boolean[],
  ) {}

  containsAny(words: readonly string[]): boolean {
    const { someOf, noneOf } = this.facts;
    const possible = words.filter((word) => !isRuledOut(word, noneOf));
    if (possible.length === 0) return false;
    const isCertain = someOf.some((list) =>
      list.filter((word) => !isRuledOut(word, noneOf)).every((word) => possible.some((part) => word.includes(part))),
    );
    if (isCertain) return true;
    const answer = this.answers[this.given.length] ?? true;
    this.given.push(answer);
    this.facts = answer ? { noneOf, someOf: [...someOf, possible] } : { someOf, noneOf: [...noneOf, ...possible] };
    return answer;
  }
}

/** A word cannot stand in a text in which a part of it does not. */
function isRuledOut(word: string, noneOf: readonly string[]): boolean {
  return noneOf.some((part) => word.includes(part));
}
