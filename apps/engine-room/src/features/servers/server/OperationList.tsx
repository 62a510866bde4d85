import type { Operation } from '@app/contracts';
import type { ApiError } from '../../../api/api-error';
import { Ago } from '../../../live/Ago';
import { useNow } from '../../../live/now';
import { Notice } from '../../../ui/Notice';
import { StatusBadge } from '../../../ui/StatusBadge';
import { duration } from '../../../ui/time';
import { COMMAND_WORDS, OPERATION_LOOK } from '../words';
import { isUnderWay } from './operations';
import { Loading } from '../../../ui/Loading';
import styles from './ProcessControl.module.css';

interface Props {
  /** Newest first; undefined while they are read. */
  readonly operations: readonly Operation[] | undefined;
  readonly error: ApiError | null;
}

/** What was sent to the host, by whom, and what became of it. */
export function OperationList({ operations, error }: Props) {
  return (
    <section aria-label="Commands so far">
      <h3 className={styles.title}>Commands so far</h3>
      {error && (
        <Notice tone="warn" title="The commands could not be read">
          {error.message}
        </Notice>
      )}
      {!operations && !error && <Loading height={64} label="Reading the commands" />}
      {operations?.length === 0 && <p className={styles.note}>None so far.</p>}
      <p className="visually-hidden" role="status">
        {operations?.[0] && announced(operations[0])}
      </p>
      {operations && operations.length > 0 && (
        <ol className={styles.list}>
          {operations.map((operation) => (
            <OperationItem key={operation.id} operation={operation} />
          ))}
        </ol>
      )}
    </section>
  );
}

const announced = ({ action, state }: Operation) => `${COMMAND_WORDS[action].verb}: ${OPERATION_LOOK[state].label}`;

function OperationItem({ operation }: { readonly operation: Operation }) {
  const { action, state, actor, reason, accepted_at: acceptedAt, output, request_id: requestId } = operation;
  return (
    <li className={styles.operation} data-state={state}>
      <strong>{COMMAND_WORDS[action].verb}</strong>
      <span className={styles.by}>
        {actor}, <Ago at={acceptedAt} />
        {reason && `: “${reason}”`} <Took operation={operation} />
      </span>
      <StatusBadge {...OPERATION_LOOK[state]} />
      {state === 'timed_out' && (
        <span className={styles.request}>
          No answer in time: nobody knows whether it was carried out. Check the status.
        </span>
      )}
      {state === 'failed' && action !== 'status' && (
        <span className={styles.request}>
          The host may have carried it out all the same. Check the status, and whether the worker reports again.
        </span>
      )}
      {output && <pre className={styles.output}>{output}</pre>}
      {(state === 'failed' || state === 'timed_out') && <span className={styles.request}>Request {requestId}</span>}
    </li>
  );
}

function Took({ operation }: { readonly operation: Operation }) {
  const { started_at: startedAt, finished_at: finishedAt } = operation;
  const now = useNow();
  if (!startedAt) return null;
  const end = finishedAt ? Date.parse(finishedAt) : isUnderWay(operation) ? now : null;
  if (end === null) return null;
  const ms = Math.max(0, end - Date.parse(startedAt));
  return <>({ms < 10_000 ? `${(ms / 1_000).toFixed(1)} s` : duration(ms)})</>;
}
