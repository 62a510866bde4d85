/** What a worker does in each provider mode (contract, section 7.4). Zero multipliers are left out on the wire. */
export const MODE_SEMANTICS = {
  normal: { probe_enabled: true, max_concurrency_multiplier: 1, connects_per_minute_multiplier: 1 },
  cautious: { probe_enabled: true, max_concurrency_multiplier: 0.65, connects_per_minute_multiplier: 0.6 },
  degraded_probe: { probe_enabled: true, max_concurrency_multiplier: 0.4, connects_per_minute_multiplier: 0.5 },
  drain: { probe_enabled: false },
  quarantine: { probe_enabled: false },
} as const;
