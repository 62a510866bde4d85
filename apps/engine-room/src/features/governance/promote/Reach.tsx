import type { CohortView } from '@app/contracts';
import { Disclosure } from '../../../ui/Disclosure';
import { count, counted } from '../../../ui/figures';
import { reachOf, totalReach, type PoolReach } from './reach';
import styles from './Promote.module.css';

/** More pools than these are shown on demand. */
const SHOWN = 8;

interface Props {
  /** Undefined while it is not known. */
  readonly cohort: CohortView | undefined;
  readonly version: string;
  readonly percent: number;
}

/** Whom the chosen percentage reaches, in all and in each pool. */
export function Reach({ cohort, version, percent }: Props) {
  if (!cohort) return <p className={styles.note}>How many workers that is, is not known at present.</p>;
  const reach = reachOf(cohort, percent);
  const total = totalReach(reach, percent);
  if (cohort.workers === 0)
    return <p className={styles.note}>No worker is known; those that come later are counted in.</p>;
  const isNow = cohort.version === version && cohort.percent < 100;
  const goesOn = percent >= cohort.percent ? 'whoever has it, keeps it.' : 'the others of these go back.';
  return (
    <div className={styles.reach} aria-live="polite">
      <p>
        {percent === 100
          ? `Everybody: ${counted(total, 'worker')}.`
          : `About ${counted(total, 'worker')} of ${count(cohort.workers)}.`}
        {isNow && ` Now it is ${count(cohort.in_cohort)}; ${goesOn}`}
      </p>
      {reach.length > SHOWN ? (
        <Disclosure summary={`Of each of the ${count(reach.length)} pools`}>
          <Pools reach={reach} />
        </Disclosure>
      ) : (
        <Pools reach={reach} />
      )}
      {reach.some(({ isWhole }) => isWhole) && (
        <p className={styles.note}>
          “All or none”: these workers do not name themselves when they ask, so that a pool goes in as a whole.
        </p>
      )}
    </div>
  );
}

const Pools = ({ reach }: { readonly reach: readonly PoolReach[] }) => (
  <ul className={styles.pools} aria-label="Of each pool">
    {reach.map(({ pool, workers, atLeast, atMost, isWhole }) => (
      <li key={pool}>
        <span>{pool || '(no pool)'}</span>{' '}
        <span className={styles.note}>
          {isWhole ? `all ${count(workers)} or none` : partOf(atLeast, atMost, workers)}
        </span>
      </li>
    ))}
  </ul>
);

/** `2 of 8`, `1 or 2 of 6`. */
const partOf = (atLeast: number, atMost: number, workers: number): string =>
  `${atLeast === atMost ? count(atMost) : `${count(atLeast)} or ${count(atMost)}`} of ${count(workers)}`;
