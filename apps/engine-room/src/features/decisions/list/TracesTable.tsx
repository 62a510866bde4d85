import type { TraceRow } from '@app/contracts';
import { Link, useLocation } from 'react-router-dom';
import { useServerNow } from '../../../live/live-store';
import { ClassBadge } from '../../../traces/ClassBadge';
import { labelOf } from '../../../traces/decision-class';
import { replyCodes } from '../../../traces/reply';
import table from '../../../ui/DataTable.module.css';
import { instant } from '../../../ui/time';
import styles from './TracesTable.module.css';

const COLUMNS = ['Observed', 'Decision', 'Reason tag', 'Provider', 'Reply', 'Attempts', 'Policy', 'Rule'];

/** Traces, newest first; each leads to its explanation. */
export function TracesTable({ traces }: { readonly traces: readonly TraceRow[] }) {
  const now = useServerNow();
  return (
    <table role="table" className={`${table.table} ${styles.traces}`}>
      <thead role="rowgroup">
        <tr role="row">
          {COLUMNS.map((name) => (
            <th key={name} role="columnheader" scope="col" className={name === 'Attempts' ? table.number : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {traces.map((trace) => (
          <TraceLine key={trace.id} trace={trace} now={now} />
        ))}
      </tbody>
    </table>
  );
}

const NOTHING = '–';

function TraceLine({ trace, now }: { readonly trace: TraceRow; readonly now: number }) {
  return (
    <tr role="row" className={styles.line}>
      <th scope="row" role="rowheader">
        <OpenTrace trace={trace} now={now} />
      </th>
      <td role="cell">
        <Decided trace={trace} />
      </td>
      <td role="cell" data-label="Reason tag" className={table.wide}>
        {trace.reason_tag || NOTHING}
      </td>
      <td role="cell" data-label="Provider">
        {trace.provider}
      </td>
      <td role="cell" data-label="Reply" className={styles.code}>
        {replyCodes(trace) ?? <span className={styles.under}>none recorded</span>}
      </td>
      <td role="cell" data-label="Attempts" className={table.number}>
        {trace.attempt_chain.length}
      </td>
      <td role="cell" data-label="Policy" className={styles.code}>
        {trace.policy_version || NOTHING}
      </td>
      <td role="cell" data-label="Rule" className={styles.rule}>
        {trace.matched_rule_id || NOTHING}
      </td>
    </tr>
  );
}

/** The link of the line, which covers all of it. */
function OpenTrace({ trace, now }: { readonly trace: TraceRow; readonly now: number }) {
  const { search } = useLocation();
  const query = new URLSearchParams(search);
  query.set('trace_id', String(trace.id));
  query.delete('trace_replay');
  const at = trace.observed_at || trace.created_at;
  return (
    <Link className={styles.open} to={{ search: query.toString() }}>
      {at ? <time dateTime={at}>{instant(Date.parse(at), now)}</time> : 'at an unknown time'}
      <span className="visually-hidden">, trace {trace.id}</span>
    </Link>
  );
}

/** What the reply meant; and what it was recorded as where the two differ. */
function Decided({ trace }: { readonly trace: TraceRow }) {
  const isFolded = trace.unfolded_class !== trace.decision_class;
  return (
    <span className={styles.decided}>
      <ClassBadge of={trace.unfolded_class} />
      {isFolded && <span className={styles.under}>recorded as {labelOf(trace.decision_class)}</span>}
    </span>
  );
}
