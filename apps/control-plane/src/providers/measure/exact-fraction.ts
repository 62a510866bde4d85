/** A fraction in its lowest terms. */
export interface Fraction {
  readonly part: number;
  readonly whole: number;
}

/**
 * Denominators up to this are told apart for certain: two different fractions below 1 with smaller denominators differ
 * by more than 2^-52, so they are different numbers in a computer too.
 */
export const LARGEST_WHOLE = 2 ** 26;
/** More terms than the continued fraction of any number with such a denominator has. */
const MAX_TERMS = 45;

/**
 * The one fraction with a denominator up to `largest` that divides to exactly this number; null when there is none. A
 * rate that was computed as count / total gives back its count and total this way, in lowest terms.
 * @param rate 0..1
 * @param largest at most LARGEST_WHOLE
 */
export function fractionOf(rate: number, largest: number): Fraction | null {
  let [part, whole, formerPart, formerWhole] = [1, 0, 0, 1];
  let rest = rate;
  for (let term = 0; term < MAX_TERMS; term += 1) {
    const digit = Math.floor(rest);
    [part, formerPart] = [digit * part + formerPart, part];
    [whole, formerWhole] = [digit * whole + formerWhole, whole];
    if (!(whole <= largest)) return null;
    if (part / whole === rate) return { part, whole }; // what the terms' rounding spoiled does not pass here
    rest = 1 / (rest - digit);
  }
  return null;
}

/** The smallest number that both divide. */
export function commonMultiple(a: number, b: number): number {
  return (a / commonDivisor(a, b)) * b;
}

function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
