import { useServerNow } from './live-store';
import { duration } from '../ui/time';

/** How long ago `at` (RFC 3339) was, ticking. */
export function Age({ at }: { readonly at: string }) {
  return <time dateTime={at}>{duration(useServerNow() - Date.parse(at))}</time>;
}
