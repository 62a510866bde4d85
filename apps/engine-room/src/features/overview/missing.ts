import type { Provider, WhyNull } from '@app/contracts';

interface Row {
  readonly provider: Provider;
  readonly why: WhyNull;
}

/** A reason why figures are missing, and whose and which. */
export interface Missing {
  readonly because: string;
  readonly providers: readonly Provider[];
  readonly figures: readonly string[];
}

const FIGURE_WORDS: Readonly<Record<string, string>> = {
  status: 'status',
  tempfail_rate: 'tempfail',
  reject_rate: 'reject',
  unknown_rate: 'unknown',
  unknown: 'unknown',
  unknown_baseline: 'change of unknown',
  unknown_delta: 'change of unknown',
  baseline_basis: 'change of unknown',
  tempfail_baseline: 'change of tempfail',
  tempfail_delta: 'change of tempfail',
  drift_recommendation: 'what the change means',
  policy_blocked_rate: 'policy blocked',
  tempfail_recovery_pct: 'recovered later',
  recovery: 'recovered later',
  retry_waste_pct: 'wasted retries',
  waste: 'wasted retries',
  avg_retry_after: 'wait before a retry',
  by_confidence: 'claims upheld',
  calibration_confidence: 'trust',
};

/** Why figures are missing, each reason once, with the providers and the figures that it is true of; `shown` leaves out fields that are shown elsewhere. */
export function missingOf(rows: readonly Row[], shown?: ReadonlySet<string>): readonly Missing[] {
  const found = new Map<string, { providers: Set<Provider>; figures: Set<string> }>();
  for (const { provider, why } of rows) {
    for (const [field, because] of Object.entries(why)) {
      if (shown && !shown.has(field)) continue;
      const entry = found.get(because) ?? { providers: new Set(), figures: new Set() };
      entry.providers.add(provider);
      entry.figures.add(FIGURE_WORDS[field] ?? field);
      found.set(because, entry);
    }
  }
  return [...found].map(([because, { providers, figures }]) => ({
    because,
    providers: [...providers].sort(),
    figures: [...figures].sort(),
  }));
}
