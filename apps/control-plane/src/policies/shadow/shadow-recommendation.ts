import type { ShadowResult } from '@app/contracts';
import { differenceOf, type Figure } from './shadow-figures.js';
import type { ShadowThresholds } from './shadow-thresholds.js';

export type Recommendation = ShadowResult['recommendation'];

/** From the mildest to the most severe. */
export const RECOMMENDATIONS: readonly Recommendation[] = ['stable', 'set_cautious', 'rollback_candidate'];

/** Less than that of the traces with a reply compared: too much of what the candidate would do is not known. */
const ENOUGH = 0.5;

/** How much worse the candidate is in one figure, and how much worse it may be; both in the figure's own unit. */
export interface Worsening {
  readonly figure: Figure;
  readonly by: number;
  readonly allowed: number;
}

/** In the figures that are known; a negative `by` is an improvement. */
export function worseningsOf(
  result: Pick<ShadowResult, Figure | 'active'>,
  thresholds: ShadowThresholds,
): readonly Worsening[] {
  const all: readonly (Omit<Worsening, 'by'> & { readonly sign: 1 | -1 })[] = [
    { figure: 'unknown_rate', sign: 1, allowed: thresholds.unknownRegression },
    { figure: 'tempfail_recovery_pct', sign: -1, allowed: 100 * thresholds.recoveryDrop },
    { figure: 'policy_blocked_rate', sign: 1, allowed: thresholds.policyBlockSpike },
  ];
  return all.flatMap(({ figure, sign, allowed }) => {
    const difference = differenceOf(result, figure);
    return difference === null ? [] : [{ figure, by: sign * difference, allowed }];
  });
}

/**
 * What to make of a candidate at one provider: `rollback_candidate` when a figure is worse by more than is allowed;
 * `set_cautious` when one is worse by more than half of it, or when less than half of the replies could be compared.
 * @param comparedShare of the traces with a reply, 0..1; null: there are none
 */
export function recommend(
  worsenings: readonly Worsening[],
  comparedShare: number | null,
): { readonly recommendation: Recommendation; readonly because: string } {
  const beyond = worsenings.find(({ by, allowed }) => by > allowed);
  if (beyond) return { recommendation: 'rollback_candidate', because: `${sentence(beyond)}.` };
  if (comparedShare === null) return { recommendation: 'set_cautious', because: 'No trace with a reply to replay.' };
  const near = worsenings.find(({ by, allowed }) => by > allowed / 2);
  if (near) return { recommendation: 'set_cautious', because: `${sentence(near)}; more than half of that.` };
  if (comparedShare < ENOUGH) {
    const percent = Math.floor(100 * comparedShare);
    return { recommendation: 'set_cautious', because: `Only ${percent} % of the traces with a reply can be compared.` };
  }
  return { recommendation: 'stable', because: 'No figure is worse by more than half of what is allowed.' };
}

/** The most severe of them; `stable` when there are none (contract, section 8.6). */
export function mostSevere(recommendations: readonly Recommendation[]): Recommendation {
  return recommendations.reduce<Recommendation>(
    (worst, one) => (RECOMMENDATIONS.indexOf(one) > RECOMMENDATIONS.indexOf(worst) ? one : worst),
    'stable',
  );
}

const WORDS: Readonly<Record<Figure, string>> = {
  unknown_rate: 'Unknown grows',
  tempfail_recovery_pct: 'Recovery drops',
  policy_blocked_rate: 'Blocked by policy grows',
};

/** In percentage points, without the full stop. */
export function sentence({ figure, by, allowed }: Worsening): string {
  const points = (value: number) => (figure === 'tempfail_recovery_pct' ? value : 100 * value).toFixed(1);
  return `${WORDS[figure]} by ${points(by)} points; ${points(allowed)} are allowed`;
}
