import { PROVIDER_MODES } from '@app/contracts';
import fc from 'fast-check';
import type { ModeRecord, ModeWish } from '../mode-record.js';

/** An instant that every wish of the arbitraries may or may not outlive. */
export const NOW = 1_000_000;

export const modes = fc.constantFrom(...PROVIDER_MODES);

export const wishes: fc.Arbitrary<ModeWish> = fc.record({
  mode: modes,
  actor: fc.constantFrom('alice', 'autopilot'),
  reason: fc.constant(''),
  at: fc.integer({ min: 0, max: NOW }),
  expiresAt: fc.option(fc.integer({ min: NOW - 2, max: NOW + 2 })),
});

export const records: fc.Arbitrary<ModeRecord> = fc.record({
  manual: fc.option(wishes),
  autoprotect: fc.option(wishes),
  autopilot: fc.option(wishes),
  revision: fc.nat(),
});

export const profiles = fc.option(fc.constantFrom('standard', 'low_hit', 'warmup', 'something new'));
