import { type BulkheadPolicy, bulkhead } from 'cockatiel';

export type Lane = 'general' | 'commands';

/**
 * How many calls to Laravel are in flight, and how many wait, per lane: 20 and 40 in all. Commands may take 45 s each;
 * on a lane of their own they cannot keep reads waiting, and a flood of reads cannot keep a command waiting.
 */
export const LANES = {
  general: { inFlight: 15, waiting: 20 },
  commands: { inFlight: 5, waiting: 20 },
} as const satisfies Record<Lane, { inFlight: number; waiting: number }>;

export type Bulkheads = Readonly<Record<Lane, BulkheadPolicy>>;

export function makeBulkheads(): Bulkheads {
  return {
    general: bulkhead(LANES.general.inFlight, LANES.general.waiting),
    commands: bulkhead(LANES.commands.inFlight, LANES.commands.waiting),
  };
}
