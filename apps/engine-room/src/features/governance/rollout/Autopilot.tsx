import { IconEye, IconMoon, IconPower, IconSnowflake } from '@tabler/icons-react';
import type { AutopilotView } from '@app/contracts';
import { Fact, Facts } from '../../../ui/Facts';
import { Section } from '../../../ui/Section';
import { StatusBadge } from '../../../ui/StatusBadge';
import { duration } from '../../../ui/time';
import { Until } from '../Until';
import type { Look } from '../../../ui/look';
import styles from './Rollout.module.css';

const STATE_LOOK: Readonly<Record<AutopilotView['state'], Look>> = {
  off: { label: 'off', tone: 'quiet', icon: IconPower },
  idle: { label: 'idle', tone: 'quiet', icon: IconMoon },
  frozen: { label: 'frozen', tone: 'hold', icon: IconSnowflake },
  watching: { label: 'watching', tone: 'accent', icon: IconEye },
};

interface Props {
  readonly autopilot: AutopilotView;
  readonly isCanary: boolean;
}

/** What the canary autopilot does, or why it does nothing. */
export function Autopilot({ autopilot, isCanary }: Props) {
  const { state, dry_run: isDryRun, because, healthy_windows: healthy, required_windows: required } = autopilot;
  return (
    <Section
      title="Canary autopilot"
      note={isDryRun ? 'dry run: it says what it would do, and does nothing' : undefined}
    >
      <div className={styles.state}>
        <p className={styles.autopilot}>
          <StatusBadge {...STATE_LOOK[state]} />
          <span>{because}</span>
        </p>
        {isCanary && state !== 'off' && (
          <Facts title="Progress of this step">
            <Fact name="Healthy windows" note={`of ${duration(autopilot.window_seconds * 1_000)} each, in a row`}>
              {healthy} of {required} <Windows healthy={healthy} required={required} />
            </Fact>
            <Fact name="Next look">
              {autopilot.next_evaluation_at ? <Until at={autopilot.next_evaluation_at} over="at any moment" /> : 'none'}
            </Fact>
          </Facts>
        )}
      </div>
    </Section>
  );
}

/** As many dots as windows are needed; the figures stand beside them. */
function Windows({ healthy, required }: { readonly healthy: number; readonly required: number }) {
  if (required > 12) return null;
  return (
    <span className={styles.windows} aria-hidden>
      {Array.from({ length: required }, (_, index) => (
        <span key={index} data-done={index < healthy || undefined} />
      ))}
    </span>
  );
}
