import styles from './CapacityBar.module.css';

/** What the colours of the bars mean. */
export function CapacityLegend() {
  return (
    <span className={styles.legend}>
      <Swatch kind={styles.running} /> running
      <Swatch kind={styles.online} /> online, not running
      <svg width={2} height={12} aria-hidden>
        <rect width={2} height={12} className={styles.wanted} />
      </svg>
      desired
    </span>
  );
}

function Swatch({ kind }: { readonly kind: string | undefined }) {
  return (
    <svg width={9} height={9} aria-hidden>
      <rect width={9} height={9} rx={2} className={kind} />
    </svg>
  );
}
