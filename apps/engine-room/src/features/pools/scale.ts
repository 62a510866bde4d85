import type { PoolRow } from '@app/contracts';
import { useMutation } from '@tanstack/react-query';
import type { ApiError } from '../../api/api-error';
import { scalePool, type ScalePoolBody, type ScalePoolResult } from '../../api/client';

/** Sends a new size. Never sent twice by itself: a lost answer does not say whether it was stored. */
export const useScalePool = (pool: string) =>
  useMutation<ScalePoolResult, ApiError, ScalePoolBody>({
    mutationFn: (body) => scalePool(pool, body),
    retry: false,
    networkMode: 'always',
  });

/** What was typed, as a number of workers; null when it is none. */
export function desiredOf(text: string): number | null {
  const value = Number(text.trim() || Number.NaN);
  return Number.isInteger(value) && value >= 0 ? value : null;
}

/** Whether anybody has said how many workers the pool should have; a zero that nobody said means nothing. */
export const isDesiredSet = ({ desired, decision }: PoolRow): boolean => desired > 0 || decision !== null;
