import type { Counts } from './counts.js';

/**
 * What the workers of one side did with one stratum (provider): a place a worker, the same in every stratum. Columns
 * of numbers rather than a row a worker, as ten thousand of them are looked at every few seconds.
 */
export interface Column {
  readonly probed: Float64Array;
  readonly hits: Float64Array;
  /** How many more hits than others the worker would have by its habits alone; negative: fewer. */
  readonly usual: Float64Array;
}

/** One worker's counts, a place for each stratum; the same places for everybody. Without habits it is as others. */
export type ClusterCounts = readonly (Counts & { readonly usual?: number })[];

/** Rows of workers as columns. */
export function columnsOf(rows: readonly ClusterCounts[]): SideColumns {
  return (rows[0] ?? []).map((_, stratum) => ({
    probed: Float64Array.from(rows, (row) => at(row, stratum).probed),
    hits: Float64Array.from(rows, (row) => at(row, stratum).hits),
    usual: Float64Array.from(rows, (row) => at(row, stratum).usual ?? 0),
  }));
}

/** One side: a column a stratum. */
export type SideColumns = readonly Column[];

/** What one side did with one stratum. */
export interface Sum extends Counts {
  readonly usual: number;
}

/** The sums of one side, a place a stratum. */
export function sums(side: SideColumns): Sum[] {
  return side.map(({ probed, hits, usual }) => ({ probed: total(probed), hits: total(hits), usual: total(usual) }));
}

/** How many workers did anything. */
export function workersIn(side: SideColumns): number {
  const [first] = side;
  if (first === undefined) return 0;
  let workers = 0;
  for (let worker = 0; worker < first.probed.length; worker += 1) {
    if (side.some(({ probed }) => probed[worker] !== 0)) workers += 1;
  }
  return workers;
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** p * (1 - p), with two invented probes, one a hit (Agresti and Caffo): no hit among many is not certainty. */
export function unevenness({ hits, probed }: Counts): number {
  const rate = (hits + 1) / (probed + 2);
  return rate * (1 - rate);
}

/** How far each worker lies from its side; workers that did nothing lie nowhere and weigh nothing. */
export interface Spread {
  /** Addresses of the worker. */
  readonly size: Float64Array;
  readonly distance: Float64Array;
  /** What the distance's square would be on the average if addresses were independent. */
  readonly expected: Float64Array;
}

export function spreadOf(side: SideColumns, totals: readonly Sum[], weights: readonly number[]): Spread {
  const workers = side[0]?.probed.length ?? 0;
  const [size, distance, expected] = [new Float64Array(workers), new Float64Array(workers), new Float64Array(workers)];
  for (const [i, { probed, hits, usual }] of side.entries()) {
    const [sum, weight] = [at(totals, i), at(weights, i)];
    const rate = (sum.hits - sum.usual) / sum.probed;
    const scale = weight ** 2 * unevenness(sum);
    for (let worker = 0; worker < workers; worker += 1) {
      const own = at(probed, worker);
      add(size, worker, own);
      add(distance, worker, weight * (at(hits, worker) - at(usual, worker) - own * rate));
      // A worker that is much of its side pulls the side's rate towards its own.
      add(expected, worker, scale * own * (1 - own / sum.probed));
    }
  }
  return { size, distance, expected };
}

/** How alike addresses of one worker are, 0..1 (the intraclass correlation). */
export function correlationOf(sides: readonly Spread[]): number {
  let [surplus, scale] = [0, 0];
  for (const { size, distance, expected } of sides) {
    for (let worker = 0; worker < size.length; worker += 1) {
      surplus += at(distance, worker) ** 2 - at(expected, worker);
      scale += at(expected, worker) * Math.max(0, at(size, worker) - 1);
    }
  }
  return scale === 0 ? 0 : Math.min(1, Math.max(0, surplus / scale));
}

/** How many workers of equal weight would tell as much. */
export function effectiveWorkers(sides: readonly Spread[], correlation: number): number {
  let [sum, squares] = [0, 0];
  for (const { size } of sides) {
    for (const own of size) {
      const weight = own * (1 + Math.max(0, own - 1) * correlation);
      sum += weight;
      squares += weight ** 2;
    }
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}

/** Of the worker that an address of this side belongs to, on the average. */
export function meanSize({ size }: Spread): number {
  let [sum, squares] = [0, 0];
  for (const own of size) {
    sum += own;
    squares += own ** 2;
  }
  return squares / sum;
}

function add(values: Float64Array, index: number, value: number): void {
  values[index] = at(values, index) + value;
}

/** An item of an array that has this place. */
export function at<Item>(items: { readonly [index: number]: Item }, index: number): Item {
  return items[index] as Item;
}
