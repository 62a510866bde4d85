import { useDebouncedValue } from '@mantine/hooks';
import { Notice } from '../../../ui/Notice';
import { count } from '../../../ui/figures';
import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import { TraceTrouble } from '../../../traces/TraceTrouble';
import type { TraceQuery } from '../api';
import { useTraces } from '../queries';
import { TracePanel } from '../trace/TracePanel';
import { SETTLED_MS, useOpenTrace, useTraceFilter } from './filter';
import { NoTraces } from './NoTraces';
import { TraceFilters } from './TraceFilters';
import { TracePages } from './TracePages';
import { TracesTable } from './TracesTable';
import styles from './DecisionsView.module.css';

/** The decision trace explorer: what was decided about probed addresses, and why. */
export function DecisionsView() {
  const [openId] = useOpenTrace();
  return (
    <div className={styles.view}>
      <TraceFilters />
      <TraceList />
      {openId !== null && <TracePanel key={openId} traceId={openId} />}
    </div>
  );
}

function TraceList() {
  const list = useTraces(useSettledQuery());
  if (!list.data) {
    if (!list.error) return <Loading height={420} label="Reading the decisions" />;
    return (
      <TraceTrouble
        error={list.error}
        what="The decisions"
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    );
  }
  const { data: traces, meta } = list.data;
  return (
    <>
      {list.error && (
        <Notice tone="warn" title="The decisions could not be read anew: these are the former ones" isAlert>
          <p>{list.error.message}</p>
        </Notice>
      )}
      <Section title="Traces" note={traces.length > 0 && `${count(traces.length)} shown, newest first`} isFlush>
        <div className={styles.list} data-old={list.isPlaceholderData || undefined} aria-busy={list.isPlaceholderData}>
          {traces.length > 0 ? <TracesTable traces={traces} /> : <NoTraces isPartial={meta.is_partial} />}
          <TracePages meta={meta} found={traces.length} />
        </div>
      </Section>
    </>
  );
}

/** What the server is asked: choices at once, typed text once the typing rests. */
function useSettledQuery(): TraceQuery {
  const { filter } = useTraceFilter();
  const [reasonTag] = useDebouncedValue(filter.trace_reason_tag.trim(), SETTLED_MS);
  const [version] = useDebouncedValue(filter.trace_policy_version.trim(), SETTLED_MS);
  return {
    provider: filter.trace_provider,
    decision_class: filter.trace_decision_class,
    reason_tag: reasonTag,
    policy_version: version,
    limit: filter.trace_limit,
    before_id: filter.trace_before_id,
  };
}
