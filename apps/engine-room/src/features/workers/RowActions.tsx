import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { WORKER_ACTIONS, type WorkerRow } from '@app/contracts';
import { useRef } from 'react';
import { firstAction, refusedBecause } from './possible-actions';
import { ServerIconLink } from './ServerLink';
import { useAsk } from './wish-context';
import { ACTION_WORDS } from './words';
import styles from './RowActions.module.css';

/** The likely action as a button, all of them in a menu that says why one is not offered. */
export function RowActions({ row }: { readonly row: WorkerRow }) {
  const ask = useAsk();
  const opener = useRef<HTMLButtonElement>(null);
  const first = firstAction(row);
  const { icon: Glyph, verb } = ACTION_WORDS[first];
  return (
    <span className={styles.actions}>
      <ServerIconLink row={row} />
      <ActionIcon
        variant="subtle"
        size={30}
        title={verb}
        aria-label={`${verb}${first === 'unquarantine' ? ' of' : ''} ${row.worker_id}`}
        onClick={() => ask({ action: first, workers: [row] })}
      >
        <Glyph size={17} aria-hidden />
      </ActionIcon>
      <Menu>
        <Menu.Target>
          <ActionIcon ref={opener} variant="subtle" size={30} aria-label={`Actions for ${row.worker_id}`}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {WORKER_ACTIONS.map((action) => {
            const { icon: Item, verb: label } = ACTION_WORDS[action];
            const because = refusedBecause(action, row);
            return (
              <Menu.Item
                key={action}
                leftSection={<Item size={16} aria-hidden />}
                disabled={because !== null}
                onClick={() => {
                  opener.current?.focus(); // the dialog gives the focus back to who had it, and this item will be gone
                  ask({ action, workers: [row] });
                }}
              >
                {label}
                {because && <span className={styles.because}>{because}</span>}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}
