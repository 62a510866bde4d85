import type { UseQueryResult } from '@tanstack/react-query';
import type { CanaryView, ProviderVerdict } from '@app/contracts';
import type { ApiError } from '../../../api/api-error';
import { Ago } from '../../../live/Ago';
import { count, counted, percent } from '../../../ui/figures';
import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import { StatusBadge } from '../../../ui/StatusBadge';
import { Trouble } from '../Trouble';
import { VERDICT_LOOK } from '../../../governance/looks';
import { VERDICT_MEANING } from '../words';
import { spanOf } from './comparison';
import { MeasurePanel } from './MeasurePanel';
import { PointsTable } from './PointsTable';
import styles from './Rollout.module.css';

/** How the cohort does against the rest over the same time, in all and for each provider. */
export function Verdicts({ query }: { readonly query: UseQueryResult<CanaryView, ApiError> }) {
  if (!query.data) {
    return query.error ? (
      <Trouble query={query} what="The verdict" meanwhile="The rollout goes on as it was decided." />
    ) : (
      <Loading height={420} label="Reading the verdict" />
    );
  }
  const canary = query.data;
  return (
    <Section
      title="Cohort against the rest"
      note={
        canary.since ? (
          <>
            figures of this step, since <Ago at={canary.since} />
          </>
        ) : (
          'no figures yet'
        )
      }
    >
      <div className={styles.verdicts}>
        <p className={styles.overall}>
          {canary.overall && <StatusBadge {...VERDICT_LOOK[canary.overall.verdict]} />}
          <span>{canary.summary}</span>
        </p>
        <Legend canary={canary} />
        {canary.overall && <VerdictRow verdict={canary.overall} canary={canary} />}
        {canary.providers.map((verdict) => (
          <VerdictRow key={verdict.provider} verdict={verdict} canary={canary} />
        ))}
        {!canary.overall && canary.providers.length === 0 && (
          <p className={styles.note}>
            Nothing was measured yet: workers report what they have done with each heartbeat.
          </p>
        )}
      </div>
    </Section>
  );
}

/** How to read the pictures. */
function Legend({ canary }: { readonly canary: CanaryView }) {
  return (
    <div className={styles.legend}>
      <ul>
        <li>
          <Sample kind="cohort" /> cohort, {canary.version}
        </li>
        <li>
          <Sample kind="rest" /> rest, {canary.stable_version}
        </li>
        <li>
          <Sample kind="band" /> where the cohort surely lies ({percent(canary.confidence)} confidence)
        </li>
        <li>
          <Sample kind="gate" /> gate: the most that is allowed
        </li>
      </ul>
      <p>
        Band below the gate: pass. Band above it: fail. Across it: hold, not enough is known. Nothing is judged below{' '}
        {counted(canary.minimum_sample, 'address', 'addresses')} and {counted(canary.minimum_workers, 'worker')} on each
        side.
      </p>
    </div>
  );
}

const SAMPLE_HEIGHT = 10;

const Sample = ({ kind }: { readonly kind: 'cohort' | 'rest' | 'band' | 'gate' }) => (
  <svg width={18} height={SAMPLE_HEIGHT} aria-hidden>
    {kind === 'band' ? (
      <rect width={18} height={SAMPLE_HEIGHT} className={styles.sampleBand} />
    ) : (
      <path d={`M0 ${SAMPLE_HEIGHT / 2}H18`} className={styles.sampleLine} data-kind={kind} />
    )}
  </svg>
);

function VerdictRow({ verdict, canary }: { readonly verdict: ProviderVerdict; readonly canary: CanaryView }) {
  const name = verdict.provider === 'all' ? 'All providers' : verdict.provider;
  const points = canary.points.filter(({ provider }) => provider === verdict.provider);
  const span = spanOf(canary.points);
  return (
    <section className={styles.provider} aria-label={name}>
      <div className={styles.providerHead}>
        <h3>{name}</h3>
        <StatusBadge {...VERDICT_LOOK[verdict.verdict]} isPlain />
        <span className={styles.note}>{VERDICT_MEANING[verdict.verdict]}</span>
        <span className={styles.samples}>
          {counted(verdict.cohort_sample, 'address', 'addresses')} by {counted(verdict.cohort_workers, 'worker')} of the
          cohort, {count(verdict.rest_sample)} by {count(verdict.rest_workers)} of the rest
        </span>
      </div>
      <div className={styles.measures}>
        {verdict.measures.map((measure) => (
          <MeasurePanel key={measure.measure} name={name} measure={measure} points={points} span={span} />
        ))}
      </div>
      <PointsTable name={name} points={points} measures={verdict.measures} />
    </section>
  );
}
