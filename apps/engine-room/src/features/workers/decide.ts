import type { WorkerAction } from '@app/contracts';
import { useMutation, useMutationState, type MutationState } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApiError } from '../../api/api-error';
import { decideWorker, type WorkerActionBody, type DecisionStored } from '../../api/client';

/** One wish for one worker. */
export interface WorkerDecision {
  readonly workerId: string;
  readonly action: WorkerAction;
  readonly body: WorkerActionBody;
}

type DecisionState = MutationState<DecisionStored, ApiError, WorkerDecision>;

const decideKey = ['workers', 'decide'] as const;

/** Sends a decision. Never sent twice by itself: a lost answer does not say whether it was stored. */
export const useDecide = () =>
  useMutation<DecisionStored, ApiError, WorkerDecision>({
    mutationKey: decideKey,
    mutationFn: ({ workerId, action, body }) => decideWorker(workerId, action, body),
    retry: false,
    networkMode: 'always',
  });

/** What this browser asked last of each worker, by worker id. */
export function useLatestDecisions(): ReadonlyMap<string, DecisionState> {
  const states = useMutationState({
    filters: { mutationKey: decideKey },
    select: (mutation) => mutation.state as DecisionState, // the key is ours, so the types are
  });
  return useMemo(() => {
    const latest = new Map<string, DecisionState>();
    for (const state of states) if (state.variables) latest.set(state.variables.workerId, state);
    return latest;
  }, [states]);
}

export type { DecisionState };
