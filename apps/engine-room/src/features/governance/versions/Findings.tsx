import type { PolicyFinding } from '@app/contracts';
import { IconAlertHexagon, IconInfoCircle } from '@tabler/icons-react';
import { counted } from '../../../ui/figures';
import { StatusBadge } from '../../../ui/StatusBadge';
import { listed } from '../figures';
import { FINDING_KINDS, FINDING_WORDS } from '../words';
import styles from './Versions.module.css';

/** Everything that was found in a payload, the worst first, each with where it stands. */
export function Findings({ findings }: { readonly findings: readonly PolicyFinding[] }) {
  return (
    <div className={styles.findings}>
      {FINDING_KINDS.map((kind) => {
        const those = findings.filter((finding) => finding.kind === kind);
        if (those.length === 0) return null;
        const { one, many, meaning, tone } = FINDING_WORDS[kind];
        return (
          <section key={kind} aria-label={counted(those.length, one, many)}>
            <p className={styles.findingKind}>
              <StatusBadge
                tone={tone}
                icon={tone === 'bad' ? IconAlertHexagon : IconInfoCircle}
                label={counted(those.length, one, many)}
                isPlain
              />{' '}
              <span className={styles.dim}>{meaning}</span>
            </p>
            <ul>
              {those.map(({ path, message }, index) => (
                <li key={`${path} ${index}`} className={styles.finding}>
                  {path && <code>{path}</code>} {message}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** `2 errors and 1 value without effect`. */
export function findingsSaid(findings: readonly PolicyFinding[]): string {
  const parts = FINDING_KINDS.map((kind) => {
    const found = findings.filter((finding) => finding.kind === kind).length;
    return found === 0 ? '' : counted(found, FINDING_WORDS[kind].one, FINDING_WORDS[kind].many);
  });
  return listed(parts.filter(Boolean));
}
