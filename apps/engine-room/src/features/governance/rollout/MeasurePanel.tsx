import type { CanaryPoint, MeasureVerdict } from '@app/contracts';
import { ComparisonChart } from '../../../ui/ComparisonChart';
import { percent } from '../../../ui/figures';
import { StatusBadge } from '../../../ui/StatusBadge';
import { inPoints } from '../figures';
import { VERDICT_LOOK } from '../../../governance/looks';
import { MEASURE_WORDS, VERDICT_MEANING } from '../words';
import { bandOf, gateOf } from './comparison';
import styles from './Rollout.module.css';

interface Props {
  /** The provider, or that it is all of them. */
  readonly name: string;
  readonly measure: MeasureVerdict;
  /** Of this provider, oldest first. */
  readonly points: readonly CanaryPoint[];
  /** From when to when all pictures reach, in epoch milliseconds. */
  readonly span: readonly [number, number];
}

const perCent = (value: number) => `${Number((value * 100).toFixed(value < 0.1 ? 1 : 0))} %`;

/** One measure of the cohort against the rest: figures, picture, and the reason of its verdict. */
export function MeasurePanel({ name, measure, points, span }: Props) {
  const { measure: key, verdict, cohort, rest, difference, threshold, because } = measure;
  const word = MEASURE_WORDS[key];
  const hasLine = points.some((point) => point.cohort[key] !== null || point.rest[key] !== null);
  return (
    <div className={styles.measure} data-verdict={verdict}>
      <p className={styles.measureHead}>
        <strong>{word}</strong>
        <StatusBadge {...VERDICT_LOOK[verdict]} isPlain />
      </p>
      <p className={styles.figures}>
        {cohort === null && rest === null ? (
          <span className={styles.note}>no figure yet</span>
        ) : (
          <>
            {percent(cohort)} <span className={styles.note}>against</span> {percent(rest)}
          </>
        )}
        {difference !== null && <span className={styles.note}> ({inPoints(difference)})</span>}
      </p>
      {hasLine ? (
        <ComparisonChart
          description={
            `${word} at ${name}: cohort ${percent(cohort)}, rest ${percent(rest)}, ` +
            `allowed ${inPoints(threshold)} more; ${VERDICT_LOOK[verdict].label}, ${VERDICT_MEANING[verdict]}`
          }
          span={span}
          times={points.map(({ at }) => Date.parse(at))}
          cohort={points.map((point) => point.cohort[key])}
          rest={points.map((point) => point.rest[key])}
          band={bandOf(measure)}
          gate={gateOf(measure)}
          format={perCent}
        />
      ) : (
        <p className={styles.noLine}>Nothing measured yet</p>
      )}
      <p className={styles.because}>{because}</p>
    </div>
  );
}
