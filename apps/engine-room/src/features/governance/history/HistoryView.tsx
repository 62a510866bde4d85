import { counted } from '../../../ui/figures';
import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import { useRollouts } from '../queries';
import { OldCopy, Trouble } from '../Trouble';
import { keptEntries, useHistoryFilter } from './filter';
import { HistoryFilters } from './HistoryFilters';
import { HistoryTable } from './HistoryTable';
import styles from './History.module.css';

/** As many as the control plane keeps. */
const ALL = 100;

/** Every decision about policy versions. */
export function HistoryView() {
  const history = useRollouts(ALL);
  const { filter } = useHistoryFilter();
  if (!history.data) {
    return history.error ? (
      <Trouble query={history} what="The rollout history" />
    ) : (
      <Loading height={320} label="Reading the rollout history" />
    );
  }
  const kept = keptEntries(history.data, filter);
  return (
    <>
      <OldCopy error={history.error} />
      <HistoryFilters />
      <Section
        title="Decisions"
        note={`${counted(kept.length, 'decision')}${kept.length < history.data.length ? ` of ${history.data.length}` : ''}, newest first`}
        isFlush
      >
        {history.data.length === 0 && (
          <p className={styles.none}>Nothing was ever decided about a version. Validate one first, under Policies.</p>
        )}
        {history.data.length > 0 && kept.length === 0 && <p className={styles.none}>No decision is like that.</p>}
        {kept.length > 0 && <HistoryTable entries={kept} />}
      </Section>
    </>
  );
}
