import type { ApiError } from '../api/api-error';
import { Notice } from '../ui/Notice';

interface Props {
  /** Null when nothing was refused. */
  readonly error: ApiError | null;
  /** Fields whose trouble is shown beside them, and so not here. */
  readonly shownElsewhere?: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Why a wish was refused, in the words of the control plane, with what to quote when asking for help. */
export function Refusal({ error, shownElsewhere = NONE }: Props) {
  if (!error) return null;
  const rest = error.fields.filter(({ field }) => !shownElsewhere.has(field));
  return (
    <Notice tone="bad" title={error.message} isAlert>
      {rest.map(({ field, problem }) => (
        <p key={field}>
          {field}: {problem}
        </p>
      ))}
      {error.status === 403 && (
        <p>You are signed in for reading only; ask for the operator’s token to change things.</p>
      )}
      {error.retryAfter !== null && <p>Worth trying again in {error.retryAfter} s.</p>}
      {error.requestId && !error.message.includes(error.requestId) && <p>Request {error.requestId}</p>}
    </Notice>
  );
}
