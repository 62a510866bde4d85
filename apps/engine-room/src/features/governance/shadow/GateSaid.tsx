import type { ShadowRun } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Section } from '../../../ui/Section';
import { StatusBadge } from '../../../ui/StatusBadge';
import { runPlace } from '../places';
import { hasRun } from '../promote/effect';
import { gateLookOf } from '../promote/PredictedEffect';
import { useComparison } from '../queries';
import { Trouble } from '../Trouble';
import { inPoints } from '../figures';
import styles from './Shadow.module.css';

/** Whether the version may be rolled out, going by its newest run, and why not. */
export function GateSaid({ run }: { readonly run: ShadowRun }) {
  const comparison = useComparison(run.candidate_version);
  const said = comparison.data;
  if (!said) return <Trouble query={comparison} what="What the gate says" />;
  const { thresholds } = said;
  return (
    <Section
      title="Gate"
      note={
        said.gate_mode === 'enforce' ? 'enforced: a closed gate refuses a rollout' : 'it warns, and refuses nothing'
      }
    >
      <div className={styles.result}>
        <p className={styles.sentence}>
          <StatusBadge {...gateLookOf(said)} />{' '}
          {said.eligible ? `${run.candidate_version} may be rolled out.` : 'This speaks against rolling it out:'}
        </p>
        {said.explanations.length > 0 && (
          <ul className={styles.explanations}>
            {said.explanations.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {hasRun(said) && said.run_uuid !== null && said.run_uuid !== run.run_uuid && (
          <p className={styles.dim}>
            The gate reads a newer run of the same version. <Link to={runPlace(said.run_uuid)}>Look at that one</Link>
          </p>
        )}
        <p className={styles.dim}>
          Allowed for each provider: unknown {inPoints(thresholds.unknown_regression_threshold)}, recovery{' '}
          {inPoints(-thresholds.tempfail_recovery_drop_threshold)}, policy blocked{' '}
          {inPoints(thresholds.policy_block_spike_threshold)}.
        </p>
      </div>
    </Section>
  );
}
