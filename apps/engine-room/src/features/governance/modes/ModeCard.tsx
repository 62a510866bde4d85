import { Button } from '@mantine/core';
import type { ProviderModeView, ProviderRow } from '@app/contracts';
import { percent } from '../../../ui/figures';
import { Figure } from '../../../ui/Figure';
import { Section } from '../../../ui/Section';
import { StatusBadge } from '../../../ui/StatusBadge';
import { Until } from '../Until';
import { MODE_LOOK } from '../../../governance/looks';
import { SOURCE_WORDS } from '../words';
import { ModeLayers, PoolDifferences } from './ModeLayers';
import styles from './Modes.module.css';

interface Props {
  readonly view: ProviderModeView;
  /** How it answers at present; undefined until the fleet is known. */
  readonly health: ProviderRow | undefined;
  readonly onSet: () => void;
  readonly onAutomatic: () => void;
}

/** One provider: the mode that counts, why, and what can be done about it. */
export function ModeCard({ view, health, onSet, onAutomatic }: Props) {
  const { provider, mode, source, layers, explanation } = view;
  const manual = layers.find((layer) => layer.source === 'manual');
  const expiresAt = layers.find(({ counts }) => counts)?.decision?.expires_at ?? null;
  return (
    <Section title={provider} note={<Health health={health} />}>
      <div className={styles.card}>
        <p className={styles.mode}>
          <StatusBadge {...MODE_LOOK[mode]} />
          <span>{SOURCE_WORDS[source]}</span>
          {expiresAt !== null && (
            <span className={styles.note}>
              ends <Until at={expiresAt} over="now" />
            </span>
          )}
        </p>
        <p className={styles.why}>{explanation}</p>
        <ModeLayers layers={layers} />
        <PoolDifferences view={view} />
        <div className={styles.buttons}>
          <Button variant="default" aria-label={`Set mode of ${provider}`} onClick={onSet}>
            Set mode
          </Button>
          {manual && (
            <Button variant="default" aria-label={`Back to automatic: ${provider}`} onClick={onAutomatic}>
              Back to automatic
            </Button>
          )}
        </div>
      </div>
    </Section>
  );
}

/** A provider that nobody reports on has no data, which is not the same as healthy. */
function Health({ health }: { readonly health: ProviderRow | undefined }) {
  if (!health || health.status === 'no_data') return <>no worker reports figures about it</>;
  return (
    <>
      {health.status} · tempfail <Figure text={percent(health.tempfail_rate)} /> · unknown{' '}
      <Figure text={percent(health.unknown_rate)} />
    </>
  );
}
