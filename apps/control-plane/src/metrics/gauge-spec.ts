import type { ScrapeFacts } from './scrape-facts.js';

/** One value of a gauge. Null: there is nothing to measure, and the series is left out rather than shown as 0. */
export interface GaugeSample {
  readonly value: number | null;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A gauge whose values are computed when somebody asks. */
export interface GaugeSpec {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Pure: the same facts give the same values. */
  readonly samples: (facts: ScrapeFacts) => readonly GaugeSample[];
}

/** A gauge without labels. */
export function single(name: string, help: string, value: (facts: ScrapeFacts) => number | null): GaugeSpec {
  return { name, help, labels: [], samples: (facts) => [{ value: value(facts) }] };
}
