import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import styles from './CopyLine.module.css';

/** How long the button says that it has copied. */
const SAID_MS = 3_000;

interface Props {
  /** What it is, as a label above it. */
  readonly label: string;
  readonly text: string;
  /** What the button copies: `Copy command`. */
  readonly verb: string;
}

type Outcome = 'copied' | 'failed' | null;

/** A line for a terminal, and the button that copies it. */
export function CopyLine({ label, text, verb }: Props) {
  const id = useId();
  const code = useRef<HTMLElement>(null);
  const [outcome, setOutcome] = useState<Outcome>(null);
  useEffect(() => {
    if (outcome !== 'copied') return undefined;
    const timer = setTimeout(() => setOutcome(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    const isDone = (await putOnClipboard(text)) || (code.current !== null && copySelected(code.current));
    setOutcome(isDone ? 'copied' : 'failed');
  };
  const Glyph = outcome === 'copied' ? IconCheck : IconCopy;
  return (
    <div className={styles.line} role="group" aria-labelledby={id}>
      <div className={styles.head}>
        <span id={id} className={styles.label}>
          {label}
        </span>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Glyph size={15} aria-hidden />}
          onClick={() => void copy()}
        >
          {outcome === 'copied' ? 'Copied' : verb}
        </Button>
      </div>
      {/* reachable, because a long line scrolls */}
      <pre className={styles.code} tabIndex={0} aria-labelledby={id} role="region">
        <code ref={code}>{text}</code>
      </pre>
      <p className={outcome === 'failed' ? styles.failed : 'visually-hidden'} role="status">
        {outcome === 'copied' && 'Copied to the clipboard'}
        {outcome === 'failed' && 'The browser does not let this page copy. The line is selected: press Ctrl+C.'}
      </p>
    </div>
  );
}

/** The clipboard of the browser exists only on pages that came over TLS or from this machine. */
const putOnClipboard = (text: string): Promise<boolean> =>
  // The type does not know that it may be missing.
  ((navigator.clipboard as Clipboard | undefined)?.writeText(text) ?? Promise.reject(new Error('no clipboard'))).then(
    () => true,
    () => false,
  );

/** The old way, which works without TLS. It leaves the line selected, for those who must copy by hand. */
function copySelected(element: HTMLElement): boolean {
  const selection = getSelection();
  const range = document.createRange();
  range.selectNodeContents(element);
  selection?.removeAllRanges();
  selection?.addRange(range);
  return typeof document.execCommand === 'function' && document.execCommand('copy');
}
