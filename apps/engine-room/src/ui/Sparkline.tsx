import { memo } from 'react';
import styles from './Sparkline.module.css';

const WIDTH = 56;
const HEIGHT = 20;
/** Points across the full width; fewer are drawn from the right, where the present is. */
const POINTS = 32;

interface Props {
  /** Oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
}

/** A line without axes; the figure beside it says the value, so that this is decoration for those who cannot see it. */
export const Sparkline = memo(function Sparkline({ values }: Props) {
  return (
    <svg className={styles.line} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className={styles.base} />
      {values.length > 1 && <path d={pathOf(values)} className={styles.curve} />}
    </svg>
  );
});

function pathOf(values: readonly (number | null)[]): string {
  const highest = Math.max(...values.map((value) => value ?? 0), Number.EPSILON);
  const step = WIDTH / (POINTS - 1);
  const left = WIDTH - (values.length - 1) * step;
  let isDrawing = false;
  return values
    .map((value, index) => {
      if (value === null) {
        isDrawing = false;
        return '';
      }
      const x = (left + index * step).toFixed(1);
      const y = (HEIGHT - 2 - (value / highest) * (HEIGHT - 4)).toFixed(1);
      const verb = isDrawing ? 'L' : 'M';
      isDrawing = true;
      return `${verb}${x} ${y}`;
    })
    .join('');
}
