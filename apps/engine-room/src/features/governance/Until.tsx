import { useServerNow } from '../../live/live-store';
import { duration, instant } from '../../ui/time';

interface Props {
  /** RFC 3339. */
  readonly at: string;
  /** What stands there once it is over. */
  readonly over: string;
}

/** `in 12 min 05 s (14:30:00)`, ticking. */
export function Until({ at, over }: Props) {
  const now = useServerNow();
  const end = Date.parse(at);
  return <time dateTime={at}>{end <= now ? over : `in ${duration(end - now)} (${instant(end, now)})`}</time>;
}
