import { PROVIDERS, TRACE_DECISION_CLASSES } from '@app/contracts';
import { createParser, debounce, parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs';

/** A link may ask for 1 to 100 rows; anything else is as if it had not asked (contract, section 9.3). */
const MOST_ROWS = 100;
export const USUAL_ROWS = 20;

/** Typing is not a question with each letter, nor a step back in the history. */
export const SETTLED_MS = 400;

const wholeBetween = (least: number, most: number) =>
  createParser<number>({
    parse: (text) => {
      const value = Number(text);
      return Number.isInteger(value) && value >= least && value <= most ? value : null;
    },
    serialize: String,
  });

const anId = wholeBetween(1, Number.MAX_SAFE_INTEGER);

const inUrl = {
  trace_provider: parseAsStringLiteral(PROVIDERS),
  trace_decision_class: parseAsStringLiteral(TRACE_DECISION_CLASSES),
  trace_reason_tag: parseAsString.withDefault(''),
  trace_policy_version: parseAsString.withDefault(''),
  trace_limit: wholeBetween(1, MOST_ROWS).withDefault(USUAL_ROWS),
  trace_before_id: anId,
};

const PUSHED = { shallow: false, history: 'push' } as const;

type Narrowing = Pick<
  ReturnType<typeof useTraceUrl>[0],
  'trace_provider' | 'trace_decision_class' | 'trace_reason_tag' | 'trace_policy_version' | 'trace_limit'
>;

const useTraceUrl = () => useQueryStates(inUrl, PUSHED);

/**
 * Which traces the explorer shows. It lives in the URL under the names of former links, and each change is a step that
 * the browser can go back. A change of the filter starts at the newest trace again.
 */
export function useTraceFilter() {
  const [filter, setUrl] = useTraceUrl();
  const isNarrow =
    filter.trace_provider !== null ||
    filter.trace_decision_class !== null ||
    filter.trace_reason_tag !== '' ||
    filter.trace_policy_version !== '';
  return {
    filter,
    isNarrow,
    choose: (change: Partial<Narrowing>) => void setUrl({ ...change, trace_before_id: null }),
    type: (change: Partial<Narrowing>) =>
      void setUrl({ ...change, trace_before_id: null }, { limitUrlUpdates: debounce(SETTLED_MS) }),
    goOlder: (beforeId: number) => void setUrl({ trace_before_id: beforeId }),
    goNewest: () => void setUrl({ trace_before_id: null }),
    reset: () => void setUrl(null),
  };
}

/** The trace whose panel is open, or null. */
export const useOpenTrace = () => useQueryState('trace_id', anId.withOptions(PUSHED));

/** The version that the open trace is replayed with, or null. */
export const useReplayVersion = () => useQueryState('trace_replay', parseAsString.withOptions(PUSHED));
