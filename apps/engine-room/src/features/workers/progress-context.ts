import type { WorkerRow } from '@app/contracts';
import { createContext, use } from 'react';
import { useNow } from '../../live/now';
import type { DecisionState } from './decide';
import { progressOf, type Progress } from './progress';

/** What this browser asked last of each worker. */
export const DecisionsContext = createContext<ReadonlyMap<string, DecisionState>>(new Map());

/** How far our own decision about the worker has come; null when there is nothing to tell. */
export function useProgress(row: WorkerRow): Progress | null {
  return progressOf(use(DecisionsContext).get(row.worker_id), row, useNow());
}
