import { Link } from 'react-router-dom';
import { Ago } from '../../live/Ago';
import table from '../../ui/DataTable.module.css';
import { Figure } from '../../ui/Figure';
import { percent } from '../../ui/figures';
import { Loading } from '../../ui/Loading';
import { Section } from '../../ui/Section';
import { StatusBadge } from '../../ui/StatusBadge';
import type { ShadowRunLine } from './api';
import { useShadowRuns } from './queries';
import { recommendationLook } from './words';
import styles from './Blocks.module.css';

const SHOWN = 5;

/** The last shadow runs: what candidates would have decided about recorded replies. */
export function ShadowRuns() {
  const { data: runs, error } = useShadowRuns(SHOWN);
  return (
    <Section
      title="Shadow runs"
      note={`the last ${SHOWN}`}
      aside={
        <Link className={styles.link} to="/settings/shadow">
          All runs
        </Link>
      }
      isFlush
    >
      {!runs && !error && <Loading height={120} label="Reading the shadow runs" />}
      {!runs && error && <p className={styles.none}>They cannot be read. {error.message}</p>}
      {runs?.length === 0 && (
        <p className={styles.none}>No candidate was tried in a shadow run yet. Start one before you promote it.</p>
      )}
      {runs && runs.length > 0 && <RunTable runs={runs} />}
    </Section>
  );
}

function RunTable({ runs }: { readonly runs: readonly ShadowRunLine[] }) {
  return (
    <table role="table" className={table.table}>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Candidate
          </th>
          <th role="columnheader" scope="col">
            Highest risk
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Mean unknown
          </th>
          <th role="columnheader" scope="col" className={table.number}>
            Decided differently
          </th>
          <th role="columnheader" scope="col">
            When
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {runs.map((run) => (
          <RunLine key={run.run_uuid} run={run} />
        ))}
      </tbody>
    </table>
  );
}

function RunLine({ run }: { readonly run: ShadowRunLine }) {
  const { summary, state } = run;
  const isDone = state === 'done';
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <Link to={`/settings/shadow/${encodeURIComponent(run.run_uuid)}`}>{run.candidate_version}</Link>
      </th>
      <td role="cell">
        {isDone ? (
          <StatusBadge {...recommendationLook(summary.highest_risk_recommendation)} isPlain />
        ) : (
          <span className={styles.dim}>{state}</span>
        )}
      </td>
      <td role="cell" className={table.number} data-label="Mean unknown">
        <Figure text={percent(isDone && run.traces > 0 ? summary.unknown_rate_avg : null)} />
      </td>
      <td role="cell" className={table.number} data-label="Decided differently">
        <Figure text={percent(isDone ? summary.reclassified_share : null)} />
      </td>
      <td role="cell" className={table.dim} data-label="When">
        <Ago at={run.evaluated_at} />
      </td>
    </tr>
  );
}
