import type { ProviderModeView } from '@app/contracts';
import type { ModeWish } from '../api';

/** What the API takes at least; a wish that would have ended sooner is not worth restoring. */
const SHORTEST_SECONDS = 60;

/** The wish that restores what `before` said, sent at `now`; null where there is no way back. */
export function undoOf(before: ProviderModeView, now: number): ModeWish | null {
  const { provider, layers } = before;
  const former = layers.find(({ source }) => source === 'manual');
  if (!former) return { kind: 'clear', provider, reason: 'Undo' };
  const ends = former.decision?.expires_at ?? null;
  const seconds = ends === null ? null : Math.round((Date.parse(ends) - now) / 1_000);
  if (seconds !== null && seconds < SHORTEST_SECONDS) return null;
  return { kind: 'set', provider, mode: former.mode, reason: former.decision?.reason || 'Undo', seconds };
}
