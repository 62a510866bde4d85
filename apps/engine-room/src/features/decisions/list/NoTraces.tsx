import { Button } from '@mantine/core';
import { useTraceFilter } from './filter';
import styles from './DecisionsView.module.css';

interface Props {
  /** The search ended before it had looked at everything. */
  readonly isPartial: boolean;
}

/** An empty page of traces, and why it may be empty. */
export function NoTraces({ isPartial }: Props) {
  const { filter, isNarrow, reset } = useTraceFilter();
  const isOlder = filter.trace_before_id !== null;
  if (isPartial) return <p className={styles.none}>None found yet.</p>;
  if (!isNarrow && !isOlder) {
    return (
      <p className={styles.none}>
        No decision was recorded yet. Laravel records a trace for each probed address that was not accepted, once its
        chunk is finished.
      </p>
    );
  }
  return (
    <p className={styles.none}>
      {isNarrow ? 'No trace matches.' : 'There is no older trace.'}{' '}
      <Button size="compact-sm" variant="light" onClick={reset}>
        Show the newest of all
      </Button>
    </p>
  );
}
