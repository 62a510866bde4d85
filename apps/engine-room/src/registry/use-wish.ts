import { useMutation, type UseMutationOptions, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ApiError } from '../api/api-error';

type Options<Answer, Wish> = Pick<UseMutationOptions<Answer, ApiError, Wish>, 'onSuccess' | 'onSettled'> & {
  /** Sends it. @throws ApiError */
  readonly send: (wish: Wish) => Promise<Answer>;
  /** What makes two wishes the same; all of it when absent. */
  readonly sameness?: (wish: Wish) => unknown;
};

export type WishState<Answer, Wish> = UseMutationResult<Answer, ApiError, Wish>;

/** The same wish that comes this soon after a good answer belongs to a double click. */
const DOUBLE_CLICK_MS = 500;

/**
 * A wish that changes something. While it is under way it is not sent again, however fast somebody clicks: that a
 * button is busy shows only with the next picture. It is never repeated by itself: a lost answer does not say what was
 * done.
 */
export function useWish<Answer, Wish = void>({
  send,
  sameness = (wish) => wish,
  ...rest
}: Options<Answer, Wish>): WishState<Answer, Wish> {
  const held = useRef<{ readonly wish: string; readonly until: number } | null>(null);
  const mutation = useMutation<Answer, ApiError, Wish>({
    ...rest,
    mutationFn: async (wish) => {
      try {
        const answer = await send(wish);
        held.current = { wish: JSON.stringify(sameness(wish)), until: Date.now() + DOUBLE_CLICK_MS };
        return answer;
      } catch (error) {
        held.current = null;
        throw error;
      }
    },
    retry: false,
    networkMode: 'always',
  });
  const once: typeof mutation.mutate = (...sent) => {
    const wish = JSON.stringify(sameness(sent[0] as Wish)); // it is left out only where Wish is void
    const last = held.current;
    const isUnderWay = last?.until === Infinity;
    if (last !== null && (isUnderWay || (last.wish === wish && Date.now() < last.until))) return;
    held.current = { wish, until: Infinity };
    mutation.mutate(...sent);
  };
  return { ...mutation, mutate: once };
}
