import type { PoolRow } from '@app/contracts';
import { count } from '../../ui/figures';
import { isDesiredSet } from './scale';
import styles from './CapacityBar.module.css';

/** How many workers a pool should have; that nobody has said so is not the same as none. */
export function Desired({ pool }: { readonly pool: PoolRow }) {
  if (!isDesiredSet(pool)) return <span className={styles.unset}>not set</span>;
  return count(pool.desired);
}
