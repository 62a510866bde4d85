import type { CanaryPoint, MeasureVerdict } from '@app/contracts';
import { useServerNow } from '../../../live/live-store';
import table from '../../../ui/DataTable.module.css';
import { Disclosure } from '../../../ui/Disclosure';
import { count, percent } from '../../../ui/figures';
import { instant } from '../../../ui/time';
import { inPoints } from '../figures';
import { MEASURE_WORDS } from '../words';
import styles from './Rollout.module.css';

interface Props {
  readonly name: string;
  readonly points: readonly CanaryPoint[];
  readonly measures: readonly MeasureVerdict[];
}

/** The figures of the pictures, for who wants or needs to read them. */
export function PointsTable({ name, points, measures }: Props) {
  return (
    <Disclosure summary={`The figures of ${name} as tables`}>
      {/* reachable, because it scrolls */}
      <div className={styles.points} tabIndex={0} role="region" aria-label={`Figures of ${name}`}>
        <Intervals name={name} measures={measures} />
        {points.length > 0 && <Slices name={name} points={points} measures={measures} />}
      </div>
    </Disclosure>
  );
}

function Intervals({ name, measures }: Omit<Props, 'points'>) {
  return (
    <table role="table" className={table.table} aria-label={`Differences at ${name}`}>
      <thead role="rowgroup">
        <tr role="row">
          {['Measure', 'Cohort', 'Rest', 'Difference', 'At least', 'At most', 'Allowed'].map((head) => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {measures.map(({ measure, cohort, rest, difference, low, high, threshold }) => (
          <tr role="row" key={measure}>
            <th role="rowheader" scope="row">
              {MEASURE_WORDS[measure]}
            </th>
            <Cell label="Cohort" text={percent(cohort)} />
            <Cell label="Rest" text={percent(rest)} />
            <Cell label="Difference" text={inPoints(difference)} />
            <Cell label="At least" text={inPoints(low)} />
            <Cell label="At most" text={inPoints(high)} />
            <Cell label="Allowed" text={inPoints(threshold)} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Slices({ name, points, measures }: Props) {
  const now = useServerNow();
  const keys = measures.map(({ measure }) => measure);
  return (
    <table role="table" className={table.table} aria-label={`Over time at ${name}`}>
      <thead role="rowgroup">
        <tr role="row">
          {['At', 'Addresses, cohort', 'Addresses, rest'].map((head) => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
          {keys.map((key) => (
            <th key={key} role="columnheader" scope="col">
              {MEASURE_WORDS[key]}, cohort and rest
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {[...points].reverse().map((point) => (
          <tr role="row" key={point.at}>
            <th role="rowheader" scope="row">
              {instant(Date.parse(point.at), now)}
            </th>
            <Cell label="Cohort" text={count(point.cohort_sample)} />
            <Cell label="Rest" text={count(point.rest_sample)} />
            {keys.map((key) => (
              <Cell
                key={key}
                label={MEASURE_WORDS[key]}
                text={`${percent(point.cohort[key])} · ${percent(point.rest[key])}`}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Cell = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <td role="cell" data-label={label}>
    {text}
  </td>
);
