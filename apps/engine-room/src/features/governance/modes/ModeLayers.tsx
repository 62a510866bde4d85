import { MODE_SOURCES, type ModeLayer, type PoolMode, type ProviderModeView } from '@app/contracts';
import { StatusBadge } from '../../../ui/StatusBadge';
import { DecisionNote } from '../DecisionNote';
import { listed } from '../figures';
import { MODE_LOOK } from '../../../governance/looks';
import { SOURCE_WORDS } from '../words';
import styles from './Modes.module.css';

/** What the mode is made from, the one that wins first; the one that counts is marked. */
export function ModeLayers({ layers }: { readonly layers: readonly ModeLayer[] }) {
  if (layers.length === 0) return null;
  const ordered = [...layers].sort(
    (one, other) => MODE_SOURCES.indexOf(one.source) - MODE_SOURCES.indexOf(other.source),
  );
  return (
    <ul className={styles.layers} aria-label="What the mode is made from">
      {ordered.map((layer) => (
        <li key={layer.source} className={styles.layer} data-counts={layer.counts || undefined}>
          <span className={styles.layerName}>
            <StatusBadge {...MODE_LOOK[layer.mode]} isPlain />
            <span>{SOURCE_WORDS[layer.source]}</span>
            <span className={styles.counts}>{layer.counts ? 'counts' : 'does not count now'}</span>
          </span>
          <span className={styles.note}>
            {layer.decision ? <DecisionNote decision={layer.decision} /> : 'Kept with the pools in Laravel.'}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** In which pools it is otherwise, and why. */
export function PoolDifferences({ view }: { readonly view: ProviderModeView }) {
  const others = view.pools.filter(({ mode }) => mode !== view.mode);
  if (view.pools.length === 0) return <p className={styles.note}>No pool is known yet.</p>;
  if (others.length === 0) return <p className={styles.note}>The same mode in every pool.</p>;
  const kinds = [...new Set(others.map(kindOf))];
  return (
    <ul className={styles.pools} aria-label={`Pools in which ${view.provider} is otherwise`}>
      {kinds.map((kind) => (
        <PoolGroup key={kind} pools={others.filter((pool) => kindOf(pool) === kind)} />
      ))}
    </ul>
  );
}

const kindOf = ({ mode, source, profile }: PoolMode) => `${mode} ${source} ${profile ?? ''}`;

const NAMED = 6;

function PoolGroup({ pools }: { readonly pools: readonly PoolMode[] }) {
  const [first] = pools;
  if (!first) return null;
  const names = pools.map(({ pool }) => pool || '(no pool)');
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names;
  const profile = first.source === 'pool_profile' && first.profile ? ` “${first.profile.replaceAll('_', ' ')}”` : '';
  return (
    <li>
      <StatusBadge {...MODE_LOOK[first.mode]} isPlain /> in {listed(shown)}{' '}
      <span className={styles.note}>
        ({SOURCE_WORDS[first.source]}
        {profile})
      </span>
    </li>
  );
}
