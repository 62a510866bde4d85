/** A linear equation over whole numbers: the sum of coefficient × unknown is `total`. Nothing in it is negative. */
export interface Equation {
  readonly coefficients: readonly number[];
  readonly total: number;
}

/** The largest prime below 2^26: products of two rests stay exact. Every total must be smaller. */
export const MODULUS = 67_108_859;
/** How many values of undetermined unknowns are tried before the question counts as open. */
const MAX_TRIES = 512;

interface Elimination {
  /** For each unknown the row that determines it from the undetermined ones; null for those. */
  readonly rowOf: readonly (number | null)[];
  readonly rows: readonly (readonly number[])[];
}

/**
 * The whole numbers, each at least its `atLeast`, that fulfil all equations, if there is exactly one such set; null if
 * there is none or more than one, or if finding out takes too long. Computed modulo a prime larger than any answer: no
 * rounding, and what looks independent there is independent.
 * @param equations the first one has no coefficient of 0, so that it limits every unknown
 */
export function onlySolution(equations: readonly Equation[], atLeast: readonly number[]): readonly number[] | null {
  const elimination = eliminate(equations);
  const open = atLeast.flatMap((_, unknown) => (elimination.rowOf[unknown] === null ? [unknown] : []));
  const search = new Search(equations, atLeast, elimination, open);
  return search.run();
}

/** Solves for as many unknowns as the equations determine; the first ones are preferred. */
function eliminate(equations: readonly Equation[]): Elimination {
  const rows = equations.map(({ coefficients, total }) => [...coefficients, total].map((value) => value % MODULUS));
  const unknowns = (rows[0]?.length ?? 1) - 1;
  const rowOf: (number | null)[] = [];
  let next = 0;
  for (let unknown = 0; unknown < unknowns; unknown += 1) {
    const found = rows.findIndex((row, index) => index >= next && row[unknown] !== 0);
    rowOf.push(found === -1 ? null : next);
    if (found === -1) continue;
    const pivot = scaled(rows[found] as number[], inverse((rows[found] as number[])[unknown] as number));
    rows[found] = rows[next] as number[];
    rows[next] = pivot;
    rows.forEach((row, index) => {
      if (index !== next) rows[index] = lessMultiple(row, row[unknown] as number, pivot);
    });
    next += 1;
  }
  return { rowOf, rows };
}

function scaled(row: readonly number[], factor: number): number[] {
  return row.map((value) => (value * factor) % MODULUS);
}

function lessMultiple(row: readonly number[], factor: number, of: readonly number[]): number[] {
  if (factor === 0) return row as number[];
  return row.map((value, index) => (value + (MODULUS - factor) * (of[index] as number)) % MODULUS);
}

/** By Euclid's algorithm. @param value not 0 */
function inverse(value: number): number {
  let [a, b, x, y] = [value, MODULUS, 1, 0];
  while (a > 1) {
    const quotient = Math.floor(a / b);
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return x < 0 ? x + MODULUS : x;
}

/** Tries every value that the undetermined unknowns may have, until a second solution is found. */
class Search {
  private readonly values: number[];
  private solution: readonly number[] | null = null;
  private tries = 0;
  private isOpen = false;

  constructor(
    private readonly equations: readonly Equation[],
    private readonly atLeast: readonly number[],
    private readonly elimination: Elimination,
    private readonly undetermined: readonly number[],
  ) {
    this.values = [...atLeast];
  }

  run(): readonly number[] | null {
    const first = this.equations[0];
    if (first === undefined) return null;
    const spent = this.atLeast.reduce((sum, value, unknown) => sum + value * (first.coefficients[unknown] ?? 0), 0);
    this.choose(0, first.total - spent);
    return this.isOpen ? null : this.solution;
  }

  /** @param left what the first equation leaves for increasing unknowns beyond their least */
  private choose(index: number, left: number): void {
    const unknown = this.undetermined[index];
    if (unknown === undefined) return this.check();
    const cost = this.equations[0]?.coefficients[unknown] ?? 1;
    const least = this.atLeast[unknown] ?? 0;
    for (let more = 0; more * cost <= left && !this.isOpen; more += 1) {
      this.values[unknown] = least + more;
      this.choose(index + 1, left - more * cost);
    }
  }

  private check(): void {
    this.tries += 1;
    if (this.tries > MAX_TRIES) this.isOpen = true;
    if (this.isOpen || !this.determine() || !this.fulfils()) return;
    if (this.solution !== null) this.isOpen = true;
    this.solution = [...this.values];
  }

  /** @returns false if an unknown would have to be less than it may be */
  private determine(): boolean {
    const { rowOf, rows } = this.elimination;
    for (let unknown = 0; unknown < rowOf.length; unknown += 1) {
      const place = rowOf[unknown];
      if (place === null || place === undefined) continue;
      const row = rows[place] as readonly number[];
      let value = row[rowOf.length] as number;
      for (const open of this.undetermined) {
        const factor = MODULUS - (row[open] as number);
        value = (value + factor * ((this.values[open] as number) % MODULUS)) % MODULUS;
      }
      if (value < (this.atLeast[unknown] as number)) return false;
      this.values[unknown] = value;
    }
    return true;
  }

  /** In whole numbers, not modulo anything. */
  private fulfils(): boolean {
    return this.equations.every(({ coefficients, total }) => {
      let left = total;
      for (let unknown = 0; unknown < coefficients.length && left >= 0; unknown += 1) {
        left -= (coefficients[unknown] as number) * (this.values[unknown] as number);
      }
      return left === 0;
    });
  }
}
