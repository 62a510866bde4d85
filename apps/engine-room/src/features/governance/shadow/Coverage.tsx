import type { ShadowCoverage } from '@app/contracts';
import { count, percent } from '../../../ui/figures';
import styles from './Shadow.module.css';

const KINDS = [
  'exact',
  'inferred',
  'unaffected',
  'indeterminate',
  'truncated',
] as const satisfies readonly (keyof ShadowCoverage)[];

const MEANING: Readonly<Record<keyof ShadowCoverage, string>> = {
  exact: 'the reply was recorded in full',
  inferred: 'follows whatever was not recorded',
  unaffected: 'no policy decides it',
  indeterminate: 'depends on what was not recorded',
  truncated: 'the record was cut off',
};

const WIDTH = 600;
const HEIGHT = 12;

/** How far the result is known: a bar, and the same as a list. */
export function Coverage({ coverage }: { readonly coverage: ShadowCoverage }) {
  const total = sum(KINDS.map((kind) => coverage[kind]));
  const known = coverage.exact + coverage.inferred + coverage.unaffected;
  if (total === 0) return <p className={styles.dim}>Nothing was replayed, so that nothing is known.</p>;
  return (
    <section className={styles.coverage} aria-label="How far that is known">
      <p>
        Known for {percent(known / total)} of the decisions; the others could go either way, and make the ranges below.
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={styles.coverageBar} aria-hidden>
        {KINDS.map((kind, index) => {
          const before = sum(KINDS.slice(0, index).map((earlier) => coverage[earlier]));
          const [x, width] = [(before / total) * WIDTH, (coverage[kind] / total) * WIDTH];
          return <rect key={kind} x={x} width={width} height={HEIGHT} data-kind={kind} />;
        })}
      </svg>
      <ul>
        {KINDS.map((kind) => (
          <li key={kind}>
            <svg width={10} height={10} aria-hidden>
              <rect width={10} height={10} rx={2} data-kind={kind} />
            </svg>
            <strong>{kind}</strong> {count(coverage[kind])} ({percent(coverage[kind] / total)})
            <span className={styles.dim}>{MEANING[kind]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
