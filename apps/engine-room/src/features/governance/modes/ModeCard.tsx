import { Button } from '@mantine/core';
import type { ModeSource, ProviderMode, ProviderModeView, ProviderRow } from '@app/contracts';
import { useRef } from 'react';
import { counted, percent } from '../../../ui/figures';
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
  const { provider, layers, explanation } = view;
  const { mode, source } = shownOf(view);
  const setButton = useRef<HTMLButtonElement>(null);
  const manual = layers.find((layer) => layer.source === 'manual');
  const expiresAt = layers.find(({ counts }) => counts)?.decision?.expires_at ?? null;
  return (
    <Section title={provider} note={<Health health={health} />}>
      <div className={styles.card}>
        <p className={styles.mode}>
          <StatusBadge {...MODE_LOOK[mode]} />
          <span>{SOURCE_WORDS[source]}</span>
          <Otherwise mode={mode} view={view} />
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
          <Button ref={setButton} variant="default" aria-label={`Set mode of ${provider}`} onClick={onSet}>
            Set mode
          </Button>
          {manual && (
            <Button
              variant="default"
              aria-label={`Back to automatic: ${provider}`}
              onClick={() => {
                setButton.current?.focus(); // the dialog gives the focus back to who had it, and this button will be gone
                onAutomatic();
              }}
            >
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

/** The mode above is not the whole truth where pools differ: the list below says which. */
function Otherwise({ mode, view: { pools } }: { readonly mode: ProviderMode; readonly view: ProviderModeView }) {
  const others = pools.filter((pool) => pool.mode !== mode).length;
  if (others === 0) return null;
  return (
    <strong>
      otherwise in {others} of {counted(pools.length, 'pool')}
    </strong>
  );
}

/** Where every pool is treated alike but otherwise than where no pool counts, no worker knows the latter. */
function shownOf({ mode, source, pools }: ProviderModeView): {
  readonly mode: ProviderMode;
  readonly source: ModeSource;
} {
  const [first] = pools;
  return first && first.mode !== mode && pools.every((pool) => pool.mode === first.mode && pool.source === first.source)
    ? { mode: first.mode, source: first.source }
    : { mode, source };
}
