import { Disclosure } from '../../ui/Disclosure';
import { counted } from '../../ui/figures';
import type { Missing } from './missing';
import styles from './Providers.module.css';

/** Why figures are missing, for who wants to know. */
export function MissingFigures({ missing }: { readonly missing: readonly Missing[] }) {
  if (missing.length === 0) return null;
  return (
    <div className={styles.missing}>
      <Disclosure
        summary={`Why some figures are missing or to be read with care (${counted(missing.length, 'reason')})`}
      >
        <ul className={styles.reasons}>
          {missing.map(({ because, providers, figures }) => (
            <li key={because}>
              <strong>{figures.join(', ')}</strong> of {providers.join(', ')}: {because}
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  );
}
