import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import styles from './UndoMessage.module.css';

interface Props {
  readonly text: string;
  /** Null where there is no way back. */
  readonly onUndo: (() => void) | null;
}

/** The body of the notification after a mode was set. */
export function UndoMessage({ text, onUndo }: Props) {
  return (
    <span className={styles.message}>
      {text}
      {onUndo && (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={onUndo}
        >
          Undo
        </Button>
      )}
    </span>
  );
}
