import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ApiError } from '../../../api/api-error';
import { Refusal } from '../../../registry/Refusal';
import { newRunPlace, versionPlace } from '../places';
import styles from './Promote.module.css';

interface Props {
  /** Null when nothing was refused. */
  readonly error: ApiError | null;
  readonly version: string;
  /** The dialog is left by the link. */
  readonly onLeave: () => void;
}

/** Why a rollout was refused, and what to do now. */
export function PolicyRefusal({ error, version, onLeave }: Props) {
  if (!error) return null;
  const advice = adviceFor(error.code, version, onLeave);
  return (
    <div className={styles.refusal}>
      <Refusal error={error} />
      {advice && <p className={styles.note}>{advice}</p>}
    </div>
  );
}

function adviceFor(code: string | null, version: string, onLeave: () => void): ReactNode {
  switch (code) {
    case 'intent_changed':
      return 'Somebody else decided meanwhile; what is shown here has been read again. Look, then decide anew.';
    case 'policy_payload_changed':
    case 'policy_not_validated':
      return (
        <>
          Nothing was rolled out.{' '}
          <Link to={`/settings/policies?validate=${encodeURIComponent(version)}`}>Validate {version}</Link>, look at the
          result, and promote it then.
        </>
      );
    case 'policy_invalid':
      return (
        <>
          Nothing was rolled out.{' '}
          <Link to={versionPlace(version)} onClick={onLeave}>
            What was found
          </Link>
        </>
      );
    case 'policy_gate_closed':
      return (
        <>
          Nothing was rolled out.{' '}
          <Link to={newRunPlace(version)} onClick={onLeave}>
            Start a shadow run
          </Link>{' '}
          to find out more.
        </>
      );
    case null:
    default:
      return null;
  }
}
