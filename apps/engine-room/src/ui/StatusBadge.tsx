import type { Icon } from '@tabler/icons-react';
import type { Tone } from './tone';
import styles from './StatusBadge.module.css';

interface Props {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly label: string;
  /** Without the tinted ground, for use inside dense tables. */
  readonly isPlain?: boolean;
}

/** A state as icon, word and colour. */
export function StatusBadge({ tone, icon: Glyph, label, isPlain = false }: Props) {
  return (
    <span className={styles.badge} data-tone={tone} data-plain={isPlain || undefined}>
      <Glyph size={15} stroke={2} aria-hidden />
      {label}
    </span>
  );
}
