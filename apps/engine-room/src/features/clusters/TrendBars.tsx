import { memo } from 'react';
import styles from './TrendBars.module.css';

interface Props {
  /** Oldest first. */
  readonly values: readonly number[];
  readonly width?: number;
  readonly height?: number;
}

/** Bars without axes, the present at the right; words beside them say the figures. */
export const TrendBars = memo(function TrendBars({ values, width = 96, height = 22 }: Props) {
  const highest = Math.max(...values, 1);
  const step = width / Math.max(values.length, 12);
  return (
    <svg className={styles.bars} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <path d={`M0 ${height - 0.5}H${width}`} className={styles.base} />
      {values.map((value, place) => {
        const high = value === 0 ? 0 : Math.max(1.5, (value / highest) * (height - 2));
        const x = width - (values.length - place) * step;
        return <rect key={place} x={x} y={height - 1 - high} width={Math.max(1, step - 1)} height={high} />;
      })}
    </svg>
  );
});
