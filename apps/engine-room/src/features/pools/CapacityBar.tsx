import type { PoolRow } from '@app/contracts';
import styles from './CapacityBar.module.css';

const WIDTH = 160;
const HEIGHT = 8;

/** Running, other online and missing workers against the desired number. The figures stand beside it. */
export function CapacityBar({ pool }: { readonly pool: PoolRow }) {
  const full = Math.max(pool.desired, pool.online, 1);
  const at = (workers: number) => (workers / full) * WIDTH;
  return (
    <svg className={styles.bar} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      <rect width={WIDTH} height={HEIGHT} className={styles.ground} />
      <rect width={at(pool.online)} height={HEIGHT} className={styles.online} />
      <rect width={at(pool.running)} height={HEIGHT} className={styles.running} />
      {pool.desired > 0 && (
        <rect x={Math.max(0, at(pool.desired) - 1.5)} width={1.5} height={HEIGHT} className={styles.wanted} />
      )}
    </svg>
  );
}
