import type { ShadowRun } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import table from '../../../ui/DataTable.module.css';
import { count, NO_DATA, percent } from '../../../ui/figures';
import { StatusBadge } from '../../../ui/StatusBadge';
import { runPlace } from '../places';
import { RECOMMENDATION_LOOK } from '../../../governance/looks';
import { RUN_LOOK } from '../words';
import styles from './Shadow.module.css';

/** The runs that were, each with what came of it. */
export function RunsTable({ runs }: { readonly runs: readonly ShadowRun[] }) {
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          {['Candidate', 'Result', 'Against', 'When'].map((name) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
          {['Traces', 'Otherwise', 'Share'].map((name) => (
            <th key={name} role="columnheader" scope="col" className={table.number}>
              {name}
            </th>
          ))}
          <th role="columnheader" scope="col">
            By
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {runs.map((run) => (
          <tr role="row" key={run.run_uuid}>
            <th role="rowheader" scope="row">
              <Link to={runPlace(run.run_uuid)}>{run.candidate_version}</Link>
            </th>
            <td role="cell">
              <Result run={run} />
            </td>
            <td role="cell" data-label="Against">
              {run.active_version || 'the built-in rules'}
            </td>
            <td role="cell" data-label="When">
              <Ago at={run.evaluated_at} />
            </td>
            <td role="cell" className={table.number} data-label="Traces">
              {count(run.traces)}
            </td>
            <td role="cell" className={table.number} data-label="Otherwise">
              {run.state === 'done' ? count(run.summary.reclassified) : NO_DATA}
            </td>
            <td role="cell" className={table.number} data-label="Share">
              {run.state === 'done' ? percent(run.summary.reclassified_share) : NO_DATA}
            </td>
            <td role="cell" data-label="By">
              {run.triggered_by}
              {run.notes && <span className={styles.notes}>{run.notes}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A run that did not end well has no recommendation, whatever its figures say. */
export function Result({ run }: { readonly run: ShadowRun }) {
  const recommended = RECOMMENDATION_LOOK[run.summary.highest_risk_recommendation];
  if (run.state !== 'done' || !recommended) return <StatusBadge {...RUN_LOOK[run.state]} isPlain />;
  if (run.is_identical) return <StatusBadge {...RUN_LOOK.done} label="identical" isPlain />;
  return <StatusBadge {...recommended} isPlain />;
}
