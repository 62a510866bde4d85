import { NO_DATA } from './figures';
import styles from './Figure.module.css';

interface Props {
  /** As made by the functions of ui/figures. */
  readonly text: string;
  readonly unit?: string;
}

/** A figure with its unit; quiet when there is nothing to measure. */
export function Figure({ text, unit }: Props) {
  if (text === NO_DATA) return <span className={styles.none}>{NO_DATA}</span>;
  return (
    <span className={styles.figure}>
      {text}
      {unit && <span className={styles.unit}> {unit}</span>}
    </span>
  );
}
