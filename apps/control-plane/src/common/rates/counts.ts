/** Hits among probes: what a rate is made of. */
export interface Counts {
  readonly probed: number;
  readonly hits: number;
}
