import { duration } from '../ui/time';
import { useServerNow } from './live-store';

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** `3 min 05 s ago`, ticking; the date and time on hover. An instant in the future, as clocks differ, is `just now`. */
export function Ago({ at }: { readonly at: string }) {
  const instant = Date.parse(at);
  const age = useServerNow() - instant;
  return (
    <time dateTime={at} title={exact.format(instant)}>
      {age < 1_000 ? 'just now' : `${duration(age)} ago`}
    </time>
  );
}
