import type { JournalEntry } from '@app/contracts';
import { Failure } from '../common/failure.js';
import { storeFailure } from '../common/store-failure.js';

/** Where decisions of one kind are kept. */
export interface DecisionStore<Value> {
  /** False until they were read once; until then nobody can decide upon them. */
  readonly isLoaded: boolean;
  /** Writes `next` and its entry in one step; answers 'changed', and writes neither, if somebody wrote meanwhile. */
  save(id: string, next: Value, entry: JournalEntry): Promise<'saved' | 'changed'>;
}

/** @throws Failure intents_unknown while nobody knows what was decided so far */
export function requireLoaded(store: Pick<DecisionStore<unknown>, 'isLoaded'>): void {
  if (store.isLoaded) return;
  const message = 'What was decided so far is not read yet. Nothing was changed.';
  throw new Failure('intents_unknown', message, { retryAfterSeconds: 2 });
}

/**
 * Writes a decision and its journal entry, which names what was decided upon as its target.
 * @throws Failure intent_changed when somebody decided otherwise meanwhile; store_unavailable, whose text says whether
 * the write may have happened
 */
export async function writeDecision<Value>(
  store: DecisionStore<Value>,
  next: Value,
  entry: Omit<JournalEntry, 'after'>,
): Promise<void> {
  const answer = await store.save(entry.target, next, { ...entry, after: next }).catch(storeFailure);
  if (answer === 'saved') return;
  const [what] = entry.kind.split('.'); // worker, pool or server
  const message = `Somebody else has just decided about ${what} ${entry.target}. Nothing was changed here.`;
  throw new Failure('intent_changed', message);
}
