import type { RegisteredPool } from '@app/contracts';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

/** The pools a server may have: the active ones, and the one it has now even if it was archived, marked as such. */
export function poolOptions(pools: readonly RegisteredPool[], presentPoolId: number | null): Option[] {
  const offered = pools.filter(({ id, is_active }) => is_active || id === presentPoolId);
  const options = offered.map(({ id, name, is_active, is_default }) => ({
    value: String(id),
    label: `${name}${is_default ? ' (default)' : ''}${is_active ? '' : ' (archived: choose another to save)'}`,
  }));
  return [{ value: '', label: 'Choose a pool', disabled: true }, ...options];
}

/** The pool of a new server unless somebody chooses another. */
export const defaultPoolId = (pools: readonly RegisteredPool[]): number | null =>
  pools.find(({ is_default, is_active }) => is_default && is_active)?.id ?? null;
