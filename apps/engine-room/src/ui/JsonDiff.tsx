import { useMantineStyleNonce } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { DiffTexts } from './json-diff-view';
import { Loading } from './Loading';
import { Notice } from './Notice';
import styles from './JsonDiff.module.css';

/** Too narrow for two texts beside each other. */
const NARROW = '(max-width: 48em)';

type Stage = 'loading' | 'shown' | 'failed';

/** Two JSON texts with what differs marked; the editor for it is loaded when it is first needed. */
export function JsonDiff(texts: DiffTexts) {
  const { before, after, beforeLabel, afterLabel } = texts;
  const host = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Stage>('loading');
  const isNarrow = useMediaQuery(NARROW) ?? false;
  const nonce = useMantineStyleNonce()?.() ?? '';

  useEffect(() => {
    let takeAway: (() => void) | undefined;
    let isGone = false;
    import('./json-diff-view').then(
      ({ showDiff }) => {
        if (isGone || !host.current) return;
        takeAway = showDiff(host.current, { before, after, beforeLabel, afterLabel }, isNarrow, nonce);
        setStage('shown');
      },
      () => !isGone && setStage('failed'),
    );
    return () => {
      isGone = true;
      takeAway?.();
    };
  }, [before, after, beforeLabel, afterLabel, isNarrow, nonce]);

  return (
    <div className={styles.diff}>
      <div className={styles.heads} aria-hidden>
        <span>{beforeLabel}</span>
        <span>{afterLabel}</span>
      </div>
      {stage === 'loading' && <Loading height={240} label="Loading the comparison" />}
      {stage === 'failed' && (
        <Notice tone="warn" title="The side-by-side view could not be loaded">
          The changes are listed as a table.
        </Notice>
      )}
      <div ref={host} className={styles.host} />
    </div>
  );
}
