import { Button } from '@mantine/core';
import { WORKER_ACTIONS, type WorkerRow } from '@app/contracts';
import { count } from '../../ui/figures';
import { refusedBecause } from './possible-actions';
import { useAsk } from './wish-context';
import { ACTION_WORDS } from './words';
import styles from './SelectionBar.module.css';

interface Props {
  readonly selected: readonly WorkerRow[];
  /** How many of them the filter hides. */
  readonly hidden: number;
  /** How many the table shows, selected or not. */
  readonly shown: number;
  readonly onSelectShown: () => void;
  readonly onClear: () => void;
}

/** What can be done to all selected workers at once. Each action takes those for which it makes sense, and says how many. */
export function SelectionBar({ selected, hidden, shown, onSelectShown, onClear }: Props) {
  const ask = useAsk();
  return (
    <div className={styles.bar} role="region" aria-label="Selection">
      <p className={styles.count}>
        <strong>{count(selected.length)} selected</strong>
        {hidden > 0 && `, ${count(hidden)} hidden by filters`}
      </p>
      {WORKER_ACTIONS.map((action) => {
        const { verb, icon: Glyph } = ACTION_WORDS[action];
        const meant = selected.filter((row) => refusedBecause(action, row) === null);
        if (meant.length === 0) return null;
        return (
          <Button
            key={action}
            size="compact-sm"
            variant="default"
            leftSection={<Glyph size={16} aria-hidden />}
            onClick={() => ask({ action, workers: meant })}
          >
            {verb}
            {meant.length < selected.length && ` ${count(meant.length)}`}
          </Button>
        );
      })}
      {selected.length - hidden < shown && (
        <Button size="compact-sm" variant="subtle" onClick={onSelectShown}>
          Select all {count(shown)} shown
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
    </div>
  );
}
