import { Gauge, type Registry } from 'prom-client';
import type { GaugeSpec } from './gauge-spec.js';
import type { ScrapeFacts } from './scrape-facts.js';

interface Registered {
  readonly spec: GaugeSpec;
  readonly gauge: Gauge;
}

/** Gauges of one registry, filled from facts all at once. What is no longer there disappears. */
export class GaugeSet {
  private readonly gauges: readonly Registered[];

  constructor(registry: Registry, specs: readonly GaugeSpec[]) {
    this.gauges = specs.map((spec) => {
      const { name, help, labels } = spec;
      return { spec, gauge: new Gauge({ name, help, labelNames: [...labels], registers: [registry] }) };
    });
  }

  fill(facts: ScrapeFacts): void {
    for (const { spec, gauge } of this.gauges) {
      gauge.reset();
      gauge.remove({}); // a gauge without labels would be 0 after a reset, which is a claim
      for (const { labels = {}, value } of spec.samples(facts)) {
        if (value !== null) gauge.set(labels, value);
      }
    }
  }
}
