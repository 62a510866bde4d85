import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import styles from './UndoMessage.module.css';

interface Props {
  readonly text: string;
  /** For how many of `total` workers there is a way back. */
  readonly undoable: number;
  readonly total: number;
  readonly onUndo: () => void;
}

/** The body of the notification after a decision. */
export function UndoMessage({ text, undoable, total, onUndo }: Props) {
  return (
    <span className={styles.message}>
      {text}
      {undoable > 0 && (
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={onUndo}
        >
          {undoable === total ? 'Undo' : `Undo for ${undoable} of ${total}`}
        </Button>
      )}
    </span>
  );
}
