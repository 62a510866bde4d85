import { notifications } from '@mantine/notifications';
import type { FleetSnapshot, WorkerAction, WorkerRow } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createElement, useCallback } from 'react';
import type { ApiError } from '../../api/api-error';
import type { WorkerActionBody } from '../../api/client';
import { fleetKey, workerIn } from '../../live/fleet';
import { useLiveStore } from '../../live/live-store';
import { counted } from '../../ui/figures';
import { tell } from '../../ui/tell';
import { UndoMessage } from './UndoMessage';
import { useDecide, type WorkerDecision } from './decide';
import { undoOf } from './undo';
import { ACTION_WORDS } from './words';

/** How long the notification offers the way back. */
export const UNDO_MS = 20_000;
/** Requests under way at once when several workers are meant. */
const AT_ONCE = 6;

export interface Refused {
  readonly workerId: string;
  readonly error: ApiError;
}

/** What became of a wish for several workers. */
export interface Outcome {
  readonly accepted: readonly WorkerRow[];
  readonly refused: readonly Refused[];
}

interface Accepted {
  readonly undo: WorkerDecision;
  /** The revision that our decision got; a later one means that somebody decided again. */
  readonly revision: number;
}

/** Carries out a wish for some workers, and offers the way back. `onProgress` gets how many have been answered. */
export function useDecisions() {
  const { mutateAsync } = useDecide();
  const cache = useQueryClient();
  const live = useLiveStore();

  const restore = useCallback(
    async (done: readonly Accepted[]) => {
      const fleet = cache.getQueryData<FleetSnapshot>(fleetKey);
      const isOurs = ({ undo, revision }: Accepted) =>
        (workerIn(fleet, undo.workerId)?.intent.revision ?? revision) <= revision;
      const ours = done.filter(isOurs);
      const refused: Refused[] = [];
      await inTurns(ours, async ({ undo }) => {
        await mutateAsync(undo).catch((error: ApiError) => refused.push({ workerId: undo.workerId, error }));
      });
      tell(undoneMessage(done.length, done.length - ours.length, refused));
    },
    [cache, mutateAsync],
  );

  return useCallback(
    async (
      action: WorkerAction,
      workers: readonly WorkerRow[],
      body: WorkerActionBody,
      onProgress?: (answered: number) => void,
    ): Promise<Outcome> => {
      const former = rowsNow(cache.getQueryData<FleetSnapshot>(fleetKey));
      const accepted: WorkerRow[] = [];
      const refused: Refused[] = [];
      const undos: Accepted[] = [];
      const now = Date.now() + live.read().clockOffsetMs;
      await inTurns(workers, async (worker) => {
        try {
          const answer = await mutateAsync({ workerId: worker.worker_id, action, body });
          accepted.push(worker);
          const undo = undoOf(action, former.get(worker.worker_id) ?? worker, now);
          if (undo) undos.push({ undo, revision: answer.intent_revision });
        } catch (error) {
          refused.push({ workerId: worker.worker_id, error: error as ApiError }); // the mutation throws nothing else
        }
        onProgress?.(accepted.length + refused.length);
      });
      if (accepted.length > 0) announce(action, accepted, undos, live.read().pausedAt !== null, restore);
      return { accepted, refused };
    },
    [cache, live, mutateAsync, restore],
  );
}

/** The dialog may have been open for minutes: what is restored is the wish at the time of sending. */
const rowsNow = (fleet: FleetSnapshot | undefined): ReadonlyMap<string, WorkerRow> =>
  new Map(fleet?.workers.map((row) => [row.worker_id, row]));

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function announce(
  action: WorkerAction,
  accepted: readonly WorkerRow[],
  undos: readonly Accepted[],
  isHeld: boolean,
  restore: (done: readonly Accepted[]) => Promise<void>,
): void {
  const subject = accepted.length === 1 ? accepted[0]?.worker_id : counted(accepted.length, 'worker');
  const id = tell({
    title: `${ACTION_WORDS[action].done} ${subject}`,
    message: createElement(UndoMessage, {
      text: isHeld
        ? 'Accepted. Updates are paused on this page; resume them to see the workers follow.'
        : 'Accepted. Takes effect with the next heartbeat.',
      undoable: undos.length,
      total: accepted.length,
      onUndo: () => {
        notifications.hide(id);
        void restore(undos);
      },
    }),
    autoClose: UNDO_MS,
  });
}

function undoneMessage(total: number, overtaken: number, refused: readonly Refused[]) {
  const restored = total - overtaken - refused.length;
  const rest = [
    overtaken > 0 && `${counted(overtaken, 'worker')} left alone: somebody has decided again since.`,
    ...refused.map(({ workerId, error }) => `${workerId}: ${error.message} (request ${error.requestId ?? 'unknown'})`),
  ].filter((line) => line !== false);
  return {
    title: restored > 0 ? `Undone for ${counted(restored, 'worker')}` : 'Nothing was undone',
    message: rest.join(' ') || 'The former wish is stored again; the worker follows with its next heartbeat.',
    autoClose: rest.length > 0 ? UNDO_MS : 6_000,
  };
}
