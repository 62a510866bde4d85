import { notifications } from '@mantine/notifications';
import type { ProviderModeView } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createElement } from 'react';
import { ApiError } from '../../../api/api-error';
import { useLiveStore } from '../../../live/live-store';
import { useWish } from '../../../registry/use-wish';
import { tell } from '../../../ui/tell';
import { readModes, wishMode, type ModeWish } from '../api';
import { governanceKeys } from '../queries';
import { MODE_LOOK } from '../../../governance/looks';
import { lasting } from './expiry';
import { UndoMessage } from './UndoMessage';
import { undoOf } from './undo';

/** How long the notification offers the way back. */
const UNDO_MS = 20_000;

/** Sets a provider's mode, or goes back to automatic, and offers the way back. `before` is what is on the page. */
export function useModeWish(before: ProviderModeView, onDone: () => void) {
  const cache = useQueryClient();
  const live = useLiveStore();
  const again = () => cache.invalidateQueries({ queryKey: governanceKeys.modes });

  const restore = async (undo: ModeWish, revision: number) => {
    try {
      const present = (await readModes()).find(({ provider }) => provider === undo.provider);
      if (present && present.revision > revision) {
        tell({ title: 'Nothing was undone', message: `Somebody has decided about ${undo.provider} again since.` });
        return;
      }
      await wishMode(undo);
      tell({ title: `Undone for ${undo.provider}`, message: 'What was set before counts again.' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      tell({ title: 'Nothing was undone', message: error.message, autoClose: UNDO_MS });
    } finally {
      void again();
    }
  };

  return useWish<number, ModeWish>({
    send: wishMode,
    onSuccess: (revision, wish) => {
      const undo = undoOf(before, Date.now() + live.read().clockOffsetMs);
      const id = tell({
        title: titleOf(wish),
        message: createElement(UndoMessage, {
          text: 'Workers follow with their next poll.',
          onUndo:
            undo &&
            (() => {
              notifications.hide(id);
              void restore(undo, revision);
            }),
        }),
        autoClose: UNDO_MS,
      });
      onDone();
    },
    onSettled: again,
  });
}

const titleOf = (wish: ModeWish): string =>
  wish.kind === 'clear'
    ? `${wish.provider} is automatic again`
    : `${wish.provider} is set to ${MODE_LOOK[wish.mode].label} ${lasting(wish.seconds)}`;
