import type { WorkerRow } from '@app/contracts';
import { useServerNow } from '../../live/live-store';
import { Notice } from '../../ui/Notice';
import { duration, instant } from '../../ui/time';

/** What is amiss with the worker and where to look next; nothing while it reports and follows. */
export function WorkerTrouble({ row }: { readonly row: WorkerRow }) {
  const now = useServerNow();
  if (row.presence !== 'live') {
    const heardAt = Date.parse(row.last_heartbeat_at);
    const place = [row.host, row.ip_address].filter(Boolean).join(', ');
    return (
      <Notice
        tone={row.presence === 'silent' ? 'bad' : 'warn'}
        title={`No heartbeat for ${duration(now - heardAt)}, since ${instant(heardAt, now)}`}
      >
        What it reports is as old as that, and it hears of a decision only when it reports again.
        {place && ` Look at its host: ${place}.`}
      </Notice>
    );
  }
  if (row.why.code !== 'not_converging') return null;
  return (
    <Notice tone="warn" title="It reports, but does not do what it is told">
      {row.why.text}
    </Notice>
  );
}
