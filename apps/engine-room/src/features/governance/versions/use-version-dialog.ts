import { parseAsString, useQueryStates } from 'nuqs';

const inUrl = { validate: parseAsString, promote: parseAsString };

/** Which version is asked about. It stands in the URL, so that a link can lead to the question. */
export function useVersionDialog() {
  const [url, setUrl] = useQueryStates(inUrl, { shallow: false });
  return {
    /** Empty: a version yet to be named. */
    validated: url.validate,
    promoted: url.promote,
    validate: (version: string) => void setUrl({ validate: version, promote: null }),
    promote: (version: string) => void setUrl({ promote: version, validate: null }),
    close: () => void setUrl({ validate: null, promote: null }),
  };
}
