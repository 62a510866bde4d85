import { Kbd, Switch } from '@mantine/core';
import { Dialog } from '../ui/Dialog';
import styles from './ShortcutsDialog.module.css';

const KEYS = [
  { keys: '/', does: 'Go to the filter' },
  { keys: '?', does: 'Show this list' },
  { keys: 'Shift + click', does: 'Select all workers between two checkboxes' },
  { keys: 'Esc', does: 'Close a dialog or the worker in front' },
] as const;

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
}

export function ShortcutsDialog({ isOpen, onClose, isOn, onSwitch }: Props) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keyboard shortcuts">
      <dl className={styles.keys}>
        {KEYS.map(({ keys, does }) => (
          <div key={keys} className={styles.key}>
            <dt>
              <Kbd>{keys}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch label="Single-key shortcuts" checked={isOn} onChange={(event) => onSwitch(event.currentTarget.checked)} />
    </Dialog>
  );
}
