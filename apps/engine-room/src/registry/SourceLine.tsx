import type { RegistrySource } from '@app/contracts';
import type { ApiError } from '../api/api-error';
import { Age } from '../live/Age';
import { Notice } from '../ui/Notice';

interface Props {
  readonly source: RegistrySource;
  /** Why the last renewal of this page failed; null when it did not. */
  readonly error?: ApiError | null;
}

/** Says so when what is shown is an old copy. Nothing while it is fresh. */
export function SourceLine({ source, error = null }: Props) {
  if (source.state === 'fresh' && !error) return null;
  return (
    <Notice
      tone="warn"
      title={
        source.state === 'last_good' ? 'Laravel cannot be read: this is an old copy' : 'This page could not be renewed'
      }
    >
      <p>
        The records are <Age at={source.fetched_at} /> old. Changes are refused until Laravel answers.
      </p>
      <p>{error ? error.message : (source.problem ?? 'The control plane tries again by itself.')}</p>
    </Notice>
  );
}
