import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';

const inUrl = { edit_pool_id: parseAsInteger, mode: parseAsStringLiteral(['create'] as const) };

/** Which pool is edited, or that one is made. It stands in the URL, as links to a pool do. */
export function usePoolDialog() {
  const [url, setUrl] = useQueryStates(inUrl, { shallow: false });
  return {
    editedId: url.edit_pool_id,
    isCreating: url.mode === 'create' && url.edit_pool_id === null,
    edit: (id: number) => void setUrl({ edit_pool_id: id, mode: null }),
    create: () => void setUrl({ edit_pool_id: null, mode: 'create' }),
    close: () => void setUrl(null),
  };
}
