import type { RegistrySource } from '@app/contracts';
import type { ApiError } from '../api/api-error';
import { Age } from '../live/Age';
import { Notice } from '../ui/Notice';

interface Props {
  readonly source: RegistrySource;
  /** Why the last renewal of the page failed; null when it did not. */
  readonly error: ApiError | null;
}

/** Says so when newer traces may exist than those that are shown. Nothing while they are fresh. */
export function TracesAge({ source, error }: Props) {
  if (source.state === 'fresh' && !error) return null;
  return (
    <Notice
      tone="warn"
      title={
        source.state === 'last_good' ? 'Laravel cannot be read: newer traces are missing' : 'This could not be renewed'
      }
    >
      <p>
        What is shown is <Age at={source.fetched_at} /> old.{' '}
        {error ? error.message : (source.problem ?? 'The control plane tries again by itself.')}
      </p>
    </Notice>
  );
}
