import type { PolicyVersion } from '@app/contracts';
import { StatusBadge } from '../../../ui/StatusBadge';
import { VALIDATION_LOOK } from '../words';
import { findingsSaid } from './Findings';
import styles from './Versions.module.css';

/** What the last check came to, and what it found. */
export function Validation({ version }: { readonly version: PolicyVersion }) {
  const found = findingsSaid(version.findings);
  return (
    <span className={styles.lines}>
      <StatusBadge {...VALIDATION_LOOK[version.validation_status ?? 'pending']} isPlain />
      {found ? (
        <span className={styles.dim}>{found}</span>
      ) : (
        version.validation_error && <span className={styles.dim}>{version.validation_error}</span>
      )}
    </span>
  );
}
