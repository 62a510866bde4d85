import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useLive, useLiveStore } from '../live/live-store';
import { useNow } from '../live/now';
import { duration, timeOfDay } from '../ui/time';
import { connectionAt, type Connection } from './connection';
import styles from './ConnectionState.module.css';

/** Which of live, reconnecting or paused the page is, and the button that holds it. */
export function ConnectionState() {
  const state = useLive();
  const live = useLiveStore();
  const connection = connectionAt(state, Math.max(useNow(), state.lastDataAt ?? 0));
  const isPaused = connection.kind === 'paused';
  const Glyph = isPaused ? IconPlayerPlay : IconPlayerPause;
  const verb = isPaused ? 'Resume updates' : 'Pause updates'; // in full: beside workers, "Pause" alone means something else
  return (
    <div className={styles.connection}>
      <span className={styles.state} data-kind={connection.kind}>
        <span className={styles.dot} aria-hidden />
        <span className={styles.word}>{WORDS[connection.kind]}</span>
        <span className={styles.detail}>{detailOf(connection)}</span>
      </span>
      <span className="visually-hidden" role="status">
        {ANNOUNCED[connection.kind]}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={verb}
        title={verb}
        onClick={isPaused ? live.resume : live.pause}
      >
        <Glyph size={15} aria-hidden />
        <span className={styles.verb}>{verb}</span>
      </Button>
    </div>
  );
}

const WORDS: Readonly<Record<Connection['kind'], string>> = {
  connecting: 'connecting',
  live: 'live',
  quiet: 'no new data',
  reconnecting: 'reconnecting',
  paused: 'paused',
  signed_out: 'signed out',
};

/** Read out when it changes; ages are not. */
const ANNOUNCED: Readonly<Record<Connection['kind'], string>> = {
  connecting: '',
  live: 'Data is live',
  quiet: 'No new data is coming',
  reconnecting: 'Connection lost, reconnecting',
  paused: 'Updates paused',
  signed_out: 'Signed out',
};

function detailOf(connection: Connection): string {
  switch (connection.kind) {
    case 'connecting':
    case 'signed_out':
      return '';
    case 'live':
      return `${duration(connection.ageMs)} ago`;
    case 'quiet':
      return `for ${duration(connection.ageMs)}`;
    case 'reconnecting':
      return connection.ageMs === null ? 'no data yet' : `data from ${duration(connection.ageMs)} ago`;
    case 'paused':
      return `data from ${timeOfDay(connection.at)}`;
  }
}
