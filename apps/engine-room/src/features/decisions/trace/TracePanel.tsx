import { SidePanel, useFocusBack } from '../../../ui/Dialog';
import { Loading } from '../../../ui/Loading';
import { Notice } from '../../../ui/Notice';
import { TraceTrouble } from '../../../traces/TraceTrouble';
import { useOpenTrace, useReplayVersion } from '../list/filter';
import { useExplanation } from '../queries';
import { AttemptTimeline } from './AttemptTimeline';
import { NotKnown } from './NotKnown';
import { ReplayCandidate } from './ReplayCandidate';
import { TraceFacts } from './TraceFacts';
import styles from './TracePanel.module.css';

interface Props {
  readonly traceId: number;
}

/** One decision over the list, with a URL of its own: what happened, which rule decided, and what nobody knows. */
export function TracePanel({ traceId }: Props) {
  const [, setOpen] = useOpenTrace();
  const [, setReplay] = useReplayVersion();
  useFocusBack();
  const close = () => {
    void setReplay(null);
    void setOpen(null);
  };
  return (
    <SidePanel isOpen onClose={close} side="right" width="min(44rem, 100vw)" title={`Decision ${traceId}`}>
      <Explained traceId={traceId} />
    </SidePanel>
  );
}

function Explained({ traceId }: Props) {
  const { data, error, refetch, isFetching } = useExplanation(traceId);
  if (!data) {
    if (!error) return <Loading height={360} label="Reading why it was decided so" />;
    return <TraceTrouble error={error} what="This decision" onRetry={() => void refetch()} isRetrying={isFetching} />;
  }
  return (
    <div className={styles.content}>
      {error && (
        <Notice tone="warn" title="This could not be read anew">
          <p>{error.message}</p>
        </Notice>
      )}
      <p className={styles.summary}>{data.summary}</p>
      <AttemptTimeline explanation={data} />
      <NotKnown sentences={data.not_known} />
      <ReplayCandidate traceId={traceId} explainedBy={data.policy_version} />
      <TraceFacts explanation={data} />
    </div>
  );
}
