import { Button } from '@mantine/core';
import type { ShadowProgress } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Age } from '../../../live/Age';
import { Refusal } from '../../../registry/Refusal';
import { useWish } from '../../../registry/use-wish';
import { count } from '../../../ui/figures';
import { Section } from '../../../ui/Section';
import { tell } from '../../../ui/tell';
import { cancelShadow } from '../api';
import { governanceKeys } from '../queries';
import styles from './Shadow.module.css';

const STAGE_WORDS: Readonly<Record<ShadowProgress['stage'], string>> = {
  payloads: 'Fetching both policies',
  traces: 'Reading recorded decisions',
  replay: 'Replaying them',
  saving: 'Storing the result',
};

/** The run under way, and the way to end it. */
export function Progress({ progress }: { readonly progress: ShadowProgress }) {
  const cache = useQueryClient();
  const cancel = useWish<unknown>({
    send: cancelShadow,
    onSuccess: () => void tell({ title: 'The shadow run is cancelled', message: 'Nothing of it is used by the gate.' }),
    onSettled: () => cache.invalidateQueries({ queryKey: governanceKeys.shadow }),
  });
  const { candidate_version: candidate, stage, traces_read: read, traces_wanted: wanted } = progress;
  const done = stage === 'replay' || stage === 'saving' ? progress.traces_replayed : read;
  return (
    <Section title={`Trying ${candidate}`} note={<>for {<Age at={progress.started_at} />}</>}>
      <div className={styles.progress}>
        <p role="status">{STAGE_WORDS[stage]}</p>
        <progress
          className={styles.bar}
          max={Math.max(1, wanted)}
          value={done}
          aria-label={`Progress of ${candidate}`}
        />
        <p className={styles.dim}>
          {count(read)} decisions read of at most {count(wanted)}, {count(progress.traces_replayed)} replayed.
        </p>
        <Refusal error={cancel.error} />
        <div>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the run
          </Button>
        </div>
      </div>
    </Section>
  );
}
