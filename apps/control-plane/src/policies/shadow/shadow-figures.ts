import type { ShadowResult } from '@app/contracts';

/** The three figures that a candidate is measured by; recovery in percent, the others shares. */
export const FIGURES = ['unknown_rate', 'tempfail_recovery_pct', 'policy_blocked_rate'] as const;
export type Figure = (typeof FIGURES)[number];
export type Figures = ShadowResult['active'];

/** Candidate minus active; null: one of them is not known. Rounded, so that no limit is missed by a trillionth. */
export function differenceOf(result: Pick<ShadowResult, Figure | 'active'>, figure: Figure): number | null {
  const [shadow, live] = [result[figure], result.active[figure]];
  return shadow === null || live === null ? null : rounded(shadow - live);
}

/** To the five places that are stored where runs are read (internal API, section 7.7). */
export function rounded(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}

export function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}
