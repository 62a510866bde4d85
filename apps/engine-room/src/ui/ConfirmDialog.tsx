import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Dialog } from './Dialog';
import styles from './ConfirmDialog.module.css';

interface Props {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will happen, and what will not. */
  readonly children: ReactNode;
  /** The verb of the button that does it. */
  readonly verb: string;
  readonly cancel?: string;
  readonly isBusy?: boolean;
  /** It can no longer be confirmed; the text says why. */
  readonly isLocked?: boolean;
  readonly tone?: 'accent' | 'bad';
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that is hard to take back. The focus starts on the way out. */
export function ConfirmDialog({
  isOpen,
  title,
  children,
  verb,
  cancel = 'Cancel',
  isBusy = false,
  isLocked = false,
  tone = 'bad',
  onConfirm,
  onClose,
}: Props) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={title}>
      <div className={styles.content}>
        <div className={styles.text}>{children}</div>
        <div className={styles.buttons}>
          <Button data-autofocus variant="default" onClick={onClose} disabled={isBusy}>
            {cancel}
          </Button>
          <Button color={tone} loading={isBusy} disabled={isLocked} onClick={onConfirm}>
            {verb}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
