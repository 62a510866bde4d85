import { Figure } from '../../ui/Figure';
import { count, percent } from '../../ui/figures';
import { Loading } from '../../ui/Loading';
import { Section } from '../../ui/Section';
import { useRouting } from './queries';
import styles from './Blocks.module.css';

/** How well chunks find their workers. */
export function RoutingQuality() {
  const { data, error } = useRouting();
  return (
    <Section title="Routing" note="since each worker’s start">
      {!data && !error && <Loading height={44} label="Reading the routing figures" />}
      {!data && error && <p className={styles.dim}>They cannot be read. {error.message}</p>}
      {data && (
        <dl className={styles.figures}>
          <Named name="Retries claimed" text={count(data.retry_claims_total)} />
          <Named name="Retried elsewhere" text={percent(data.anti_affinity_success_rate)} />
          <Named name="At the preferred worker" text={percent(data.provider_affinity_hit_rate)} />
          <Named name="Fallback" text={percent(data.retry_fallback_rate)} />
          <Named name="In the largest pool" text={percent(data.top_pool_share)} />
        </dl>
      )}
    </Section>
  );
}

function Named({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Figure text={text} />
      </dd>
    </div>
  );
}
