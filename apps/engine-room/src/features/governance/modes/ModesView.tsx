import type { Provider } from '@app/contracts';
import { useState } from 'react';
import { useOverview } from '../../../live/fleet';
import { Loading } from '../../../ui/Loading';
import { useModes, usePoll } from '../queries';
import { OldCopy, Trouble } from '../Trouble';
import { AutomaticDialog } from './AutomaticDialog';
import { ModeCard } from './ModeCard';
import { ModeDialog } from './ModeDialog';
import { Reload } from './Reload';
import styles from './Modes.module.css';

/** How each provider may be probed, who said so, and how to change it. */
export function ModesView() {
  const modes = useModes();
  const poll = usePoll();
  const providers = useOverview()?.providers;
  const [asked, setAsked] = useState<{ readonly kind: 'set' | 'automatic'; readonly provider: Provider } | null>(null);
  if (!modes.data) {
    return modes.error ? (
      <Trouble
        query={modes}
        what="The provider modes"
        meanwhile="Workers keep the modes that they were told last; a poll that fails changes nothing."
      />
    ) : (
      <Loading height={480} label="Reading the provider modes" />
    );
  }
  const subject = (kind: 'set' | 'automatic') =>
    (asked?.kind === kind && modes.data.find(({ provider }) => provider === asked.provider)) || null;
  const close = () => setAsked(null);
  return (
    <>
      <OldCopy error={modes.error} />
      <p className={styles.precedence}>
        A mode set by hand counts, until it ends or is taken away. Otherwise the most restrictive of auto-protect, the
        canary autopilot and the pool’s profile counts; where none of them says anything, normal does.
      </p>
      <div className={styles.cards}>
        {modes.data.map((view) => (
          <ModeCard
            key={view.provider}
            view={view}
            health={providers?.find(({ provider }) => provider === view.provider)}
            onSet={() => setAsked({ kind: 'set', provider: view.provider })}
            onAutomatic={() => setAsked({ kind: 'automatic', provider: view.provider })}
          />
        ))}
      </div>
      <Reload poll={poll.data} />
      <ModeDialog subject={subject('set')} onClose={close} />
      <AutomaticDialog subject={subject('automatic')} onClose={close} />
    </>
  );
}
