import type { FleetTotals } from '@app/contracts';
import table from '../../ui/DataTable.module.css';
import { Disclosure } from '../../ui/Disclosure';
import { timeOfDay } from '../../ui/time';

interface Props {
  /** What the table tells, for those who hear it. */
  readonly caption: string;
  /** Oldest first. */
  readonly history: readonly FleetTotals[];
  readonly columns: readonly { readonly label: string; readonly text: (point: FleetTotals) => string }[];
}

/** A point every five seconds is too much to read: one a minute. */
const EVERY = 12;

/** The figures behind a chart, newest first. */
export function ChartTable({ caption, history, columns }: Props) {
  const points = history.toReversed().filter((_, place) => place % EVERY === 0);
  if (points.length === 0) return null;
  return (
    <Disclosure summary="Show as a table">
      <table className={table.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col" className={table.number}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.at}>
              <th scope="row">{timeOfDay(Date.parse(point.at))}</th>
              {columns.map(({ label, text }) => (
                <td key={label} className={table.number} data-label={label}>
                  {text(point)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  );
}
