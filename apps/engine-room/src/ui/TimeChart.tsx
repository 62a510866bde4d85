import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import styles from './TimeChart.module.css';

export interface ChartLine {
  readonly label: string;
  /** A custom property of ui/tokens.css. */
  readonly colour: string;
  /** One for each instant; null is a gap. */
  readonly values: readonly (number | null)[];
}

interface Props {
  /** What the picture shows, for those who do not see it; the figures stand beside it. */
  readonly description: string;
  /** Seconds since the epoch, ascending. */
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  readonly height?: number;
}

/** Lines over the last quarter of an hour that follow the data without being built anew; colours follow the scheme. */
export function TimeChart({ description, times, lines, format, height = 132 }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(null);
  const data = [times, ...lines.map((line) => line.values)] as UPlot.AlignedData; // its type cannot say "readonly"
  const latest = useRef(data);
  const scheme = useComputedColorScheme('light');
  const shape = lines.map((line) => `${line.label} ${line.colour}`).join();

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = new UPlot(options(element, lines, format, height), latest.current, element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the chart is built anew when its lines or the scheme change, not with each point
  }, [scheme, shape, height]);

  useEffect(() => {
    latest.current = data;
    plot.current?.setData(data);
  });

  return <div ref={host} className={styles.chart} role="img" aria-label={description} />;
}

/** The width of the picture stands for this long, also while there are few points. */
const SPAN_SECONDS = 15 * 60;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const hourAndMinute = (seconds: number) => clock.format(seconds * 1_000);

function options(
  element: HTMLElement,
  lines: readonly ChartLine[],
  format: (value: number) => string,
  height: number,
): UPlot.Options {
  const css = getComputedStyle(element);
  const colour = (name: string) => css.getPropertyValue(name).trim();
  const axis: UPlot.Axis = {
    stroke: colour('--dim'),
    font: `11px ${css.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: element.clientWidth,
    height,
    padding: [8, 6, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { range: (_, __, last) => [last - SPAN_SECONDS, last] },
      y: { range: (_, __, max) => [0, Math.max(max * 1.15, 0.01)] },
    },
    axes: [
      { ...axis, incrs: [60, 120, 300], space: 60, size: 22, gap: 4, values: (_, ticks) => ticks.map(hourAndMinute) },
      { ...axis, space: 30, size: 46, gap: 6, values: (_, ticks) => ticks.map((tick) => format(tick)) },
    ],
    series: [
      {},
      ...lines.map((line) => ({ label: line.label, stroke: colour(line.colour), width: 1.5, points: { show: false } })),
    ],
  };
}
