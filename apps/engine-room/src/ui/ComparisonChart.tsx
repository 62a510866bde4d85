import styles from './ComparisonChart.module.css';

interface Props {
  /** What the picture shows, in a sentence, for those who do not see it. */
  readonly description: string;
  /** From when to when the picture reaches, in epoch milliseconds. */
  readonly span: readonly [number, number];
  /** Epoch milliseconds, ascending. */
  readonly times: readonly number[];
  /** One for each instant; null is a gap. */
  readonly cohort: readonly (number | null)[];
  readonly rest: readonly (number | null)[];
  /** Where the cohort's value surely lies: at least, at most; null: not known. */
  readonly band: readonly [number, number] | null;
  /** What is allowed at most; null: not known. */
  readonly gate: number | null;
  readonly format: (value: number) => string;
}

const WIDTH = 240;
const HEIGHT = 88;

/** Two lines over the same time, the band that one of them lies in, and the limit that it must stay below. */
export function ComparisonChart({ description, span, times, cohort, rest, band, gate, format }: Props) {
  const shown = [...cohort, ...rest, gate, ...(band ?? [])].filter((value) => value !== null);
  const top = Math.max(0.01, ...shown) * 1.1;
  const x = placer(times, span);
  const y = (value: number) => HEIGHT - (Math.max(0, value) / top) * HEIGHT;
  return (
    <div className={styles.chart}>
      <div className={styles.scale} aria-hidden>
        <span>{format(top)}</span>
        <span>{format(0)}</span>
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={description}>
        <path d={`M0 ${HEIGHT}H${WIDTH}`} className={styles.base} />
        {band && <rect y={y(band[1])} width={WIDTH} height={bandHeight(band, y)} className={styles.band} />}
        {gate !== null && <path d={`M0 ${y(gate)}H${WIDTH}`} className={styles.gate} />}
        <path d={pathOf(rest, x, y)} className={styles.rest} />
        <path d={pathOf(cohort, x, y)} className={styles.cohort} />
      </svg>
    </div>
  );
}

/** A band that is thinner than a line would not be seen. */
const bandHeight = (band: readonly [number, number], y: (value: number) => number) =>
  Math.max(1.5, y(band[0]) - y(band[1]));

function placer(times: readonly number[], [from, to]: readonly [number, number]): (index: number) => number {
  return (index) => (to <= from ? WIDTH / 2 : (((times[index] ?? from) - from) / (to - from)) * WIDTH);
}

/** Half the length of the dash that a value alone between gaps is drawn as. */
const DASH = 3;

function pathOf(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const isGoingOn = index > 0 && values[index - 1] !== null;
      const isAlone = !isGoingOn && (values[index + 1] ?? null) === null;
      if (isAlone) return `M${(x(index) - DASH).toFixed(1)} ${y(value).toFixed(1)}h${2 * DASH}`;
      return `${isGoingOn ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}
