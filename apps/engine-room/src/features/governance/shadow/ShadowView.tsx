import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import { governanceKeys, useProgress, useRuns } from '../queries';
import { OldCopy, Trouble } from '../Trouble';
import { Progress } from './Progress';
import { RunsTable } from './RunsTable';
import { StartForm } from './StartForm';
import styles from './Shadow.module.css';

/** How many runs the list shows; the control plane keeps 200. */
const LISTED = 50;

/** Trying a policy on what was recorded: start a run, follow it, look at those that were. */
export function ShadowView() {
  const runs = useRuns(LISTED);
  const progress = useProgress();
  useResultAtOnce(progress.data?.run_uuid ?? null);
  return (
    <>
      {progress.data ? (
        <Progress progress={progress.data} />
      ) : (
        <Section title="Start a run" note="replays recorded decisions; no worker is told anything">
          <StartForm />
        </Section>
      )}
      {!runs.data && !runs.error && <Loading height={280} label="Reading the shadow runs" />}
      {!runs.data && <Trouble query={runs} what="The shadow runs" />}
      {runs.data && (
        <>
          <OldCopy error={runs.error} />
          <Section title="Runs" note="newest first" isFlush>
            {runs.data.length === 0 ? (
              <p className={styles.none}>
                No policy was ever tried. A run tells what a version would have decided about the mail servers’ recorded
                replies.
              </p>
            ) : (
              <RunsTable runs={runs.data} />
            )}
          </Section>
        </>
      )}
    </>
  );
}

/** Reads the runs again as soon as the one that was followed is over: its result is what somebody waits for. */
function useResultAtOnce(running: string | null): void {
  const cache = useQueryClient();
  useEffect(() => {
    if (running === null) return undefined;
    return () => void cache.invalidateQueries({ queryKey: governanceKeys.shadow });
  }, [cache, running]);
}
