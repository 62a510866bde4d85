import { IconAlertTriangle } from '@tabler/icons-react';
import type { ControlPlaneState } from '@app/contracts';
import { useOverview } from '../live/fleet';
import { useLive } from '../live/live-store';
import { timeOfDay } from '../ui/time';
import type { ReactNode } from 'react';
import styles from './Trouble.module.css';

/** A band under the header while decisions cannot be stored, or we are not let in. Nothing otherwise. */
export function Trouble() {
  const { link } = useLive();
  const controlPlane = useOverview()?.control_plane;
  return (
    <div role="status">
      {link === 'signed_out' && (
        <Band tone="bad" title="You are signed out.">
          The control plane refused the user name and password, so nothing here is renewed. Reload the page to sign in
          again.
        </Band>
      )}
      {controlPlane && <StoreTrouble state={controlPlane} />}
    </div>
  );
}

function StoreTrouble({ state }: { readonly state: ControlPlaneState }) {
  if (!state.intents_loaded) {
    return (
      <Band tone="bad" title="The control plane has not read its decisions yet.">
        It refuses heartbeats until it has, so that no paused worker is told to run. Workers carry on with what they
        were told last.
      </Band>
    );
  }
  if (state.redis === 'ok') return null;
  return (
    <Band tone="warn" title={redisAway(state.redis_away_since)}>
      Decisions cannot be stored. Workers keep the last ones, heartbeats are answered, and this page stays live.
    </Band>
  );
}

const redisAway = (since: string | null) =>
  since === null ? 'Redis is away.' : `Redis is away since ${timeOfDay(Date.parse(since))}.`;

interface BandProps {
  readonly tone: 'warn' | 'bad';
  readonly title: string;
  readonly children: ReactNode;
}

function Band({ tone, title, children }: BandProps) {
  return (
    <div className={styles.band} data-tone={tone}>
      <IconAlertTriangle size={18} aria-hidden />
      <p>
        <strong>{title}</strong> {children}
      </p>
    </div>
  );
}
