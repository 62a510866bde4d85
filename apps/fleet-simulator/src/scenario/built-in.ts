import type { Scenario } from './scenario.js';

/** Scenarios that go by a name. They name no worker but the first, so that every fleet can play them. */
export const BUILT_IN: Readonly<Record<string, Scenario>> = {
  /** Nothing happens. */
  calm: [],

  /** Microsoft becomes reluctant for a few minutes, enough to be warned of, and recovers. */
  demo: [
    { what: 'provider_rate', at_seconds: 120, provider: 'microsoft', tempfail: 0.2, over_seconds: 45 },
    { what: 'provider_rate', at_seconds: 300, provider: 'microsoft', tempfail: 0.04, over_seconds: 60 },
  ],

  /** Microsoft refuses most of what it is asked. */
  'microsoft-tempfails': [
    { what: 'provider_rate', at_seconds: 60, provider: 'microsoft', tempfail: 0.6, over_seconds: 60 },
  ],

  /** One worker is cut off for three minutes, and comes back with a new process. */
  'lost-worker': [
    { what: 'silence', at_seconds: 30, workers: ['101'], for_seconds: 180 },
    { what: 'restart', at_seconds: 205, worker: '101' },
  ],
};
