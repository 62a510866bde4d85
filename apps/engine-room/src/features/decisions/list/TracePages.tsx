import { Button } from '@mantine/core';
import { IconArrowRight, IconArrowBarToLeft } from '@tabler/icons-react';
import type { TracePageMeta } from '@app/contracts';
import { count } from '../../../ui/figures';
import { useTraceFilter } from './filter';
import styles from './DecisionsView.module.css';

interface Props {
  readonly meta: TracePageMeta;
  readonly found: number;
}

/** The way to older traces and back to the newest; and how far a search has looked. */
export function TracePages({ meta, found }: Props) {
  const { filter, goOlder, goNewest } = useTraceFilter();
  const { next_before_id: next, is_partial: isPartial, scanned } = meta;
  const isOlder = filter.trace_before_id !== null;
  if (next === 0 && !isOlder) return null;
  return (
    <nav className={styles.pages} aria-label="Pages of decisions">
      {isOlder && (
        <Button
          variant="default"
          leftSection={<IconArrowBarToLeft size={16} aria-hidden />}
          onClick={() => turn(goNewest)}
        >
          Newest
        </Button>
      )}
      {next > 0 && (
        <Button
          variant="default"
          rightSection={<IconArrowRight size={16} aria-hidden />}
          onClick={() => turn(() => goOlder(next))}
        >
          {isPartial ? 'Go on looking' : 'Older'}
        </Button>
      )}
      {isPartial && (
        <p className={styles.scan} role="status">
          Looked at {count(scanned)} traces and found {count(found)}: this class is not recorded as such, so each trace
          has to be read. {next > 0 && 'There are older ones to look at.'}
        </p>
      )}
    </nav>
  );
}

/** Another page begins at its top; the button that was pressed may be gone then, and the focus must not be lost with it. */
function turn(go: () => void): void {
  go();
  const main = document.querySelector('main');
  main?.focus({ preventScroll: true });
  main?.scrollTo({ top: 0 });
}
