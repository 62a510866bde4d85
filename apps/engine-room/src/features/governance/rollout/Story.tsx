import {
  IconArrowBackUp,
  IconArrowBigRightLines,
  IconCircleCheck,
  IconFlag,
  IconFlask,
  IconHourglass,
  IconListCheck,
  IconPlayerPlay,
  IconPlayerStop,
  IconShieldHalf,
  IconSnowflake,
} from '@tabler/icons-react';
import type { AutopilotEvent, RolloutEntry } from '@app/contracts';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from 'react-router-dom';
import type { ApiError } from '../../../api/api-error';
import { useServerNow } from '../../../live/live-store';
import { Notice } from '../../../ui/Notice';
import { StatusBadge } from '../../../ui/StatusBadge';
import { instant } from '../../../ui/time';
import { versionPlace } from '../places';
import type { Look } from '../../../ui/look';
import { storyOf, type Happened, type StoryLine } from './story';
import styles from './Rollout.module.css';

const LOOK: Readonly<Record<Happened, Look>> = {
  validate: { label: 'validated', tone: 'quiet', icon: IconListCheck },
  found_invalid: { label: 'found invalid', tone: 'bad', icon: IconListCheck },
  promote: { label: 'rolled out', tone: 'accent', icon: IconFlask },
  start: { label: 'watching', tone: 'accent', icon: IconPlayerPlay },
  healthy_window: { label: 'healthy', tone: 'ok', icon: IconCircleCheck },
  hold: { label: 'held', tone: 'quiet', icon: IconHourglass },
  mitigate: { label: 'mitigated', tone: 'warn', icon: IconShieldHalf },
  step: { label: 'widened', tone: 'accent', icon: IconArrowBigRightLines },
  rollback: { label: 'rolled back', tone: 'bad', icon: IconArrowBackUp },
  freeze: { label: 'frozen', tone: 'hold', icon: IconSnowflake },
  ended: { label: 'ended', tone: 'quiet', icon: IconPlayerStop },
  finish: { label: 'finished', tone: 'ok', icon: IconFlag },
};

/** Lines at first. */
const PAGE = 12;

interface Props {
  readonly events: readonly AutopilotEvent[];
  /** Undefined until it was read. */
  readonly history: readonly RolloutEntry[] | undefined;
  readonly error: ApiError | null;
}

/** What has happened, by whom and why, newest first. */
export function Story({ events, history, error }: Props) {
  const [isAll, setIsAll] = useState(false);
  const lines = storyOf(events, history ?? []);
  return (
    <div className={styles.story}>
      {error && (
        <Notice tone="warn" title="What people decided cannot be read now">
          {error.message}
        </Notice>
      )}
      {lines.length === 0 && !error && <p className={styles.note}>Nothing yet.</p>}
      <ol aria-label="What has happened">
        {(isAll ? lines : lines.slice(0, PAGE)).map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </ol>
      <p className={styles.moreStory}>
        {lines.length > PAGE && !isAll && (
          <Button size="compact-sm" variant="default" onClick={() => setIsAll(true)}>
            Show all {lines.length}
          </Button>
        )}
        <Link to="/settings/history">The whole history</Link>
      </p>
    </div>
  );
}

function Line({ line }: { readonly line: StoryLine }) {
  const now = useServerNow();
  const { at, what, version, from, percent, who, because, provider, isDryRun } = line;
  return (
    <li className={styles.line}>
      <time dateTime={at}>{instant(Date.parse(at), now)}</time>
      <span className={styles.lineWhat}>
        <StatusBadge {...LOOK[what]} isPlain />
      </span>
      <span className={styles.lineText}>
        {from !== null && `from ${from} to `}
        <Link to={versionPlace(version)}>{version}</Link>
        {hasShare(line) && ` at ${percent} %`}
        {provider && `, ${provider}`}, {who}
        {isDryRun && <strong> (dry run: not done)</strong>}
        {because && <span className={styles.lineWhy}>{because}</span>}
      </span>
    </li>
  );
}

/** A check has no share, and a step back to what everybody runs need not say that. */
const hasShare = ({ what, from }: StoryLine) => what !== 'validate' && what !== 'found_invalid' && from === null;
