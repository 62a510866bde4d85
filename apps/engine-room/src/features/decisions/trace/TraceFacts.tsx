import type { DecisionExplanation } from '@app/contracts';
import { Ago } from '../../../live/Ago';
import { ClassBadge } from '../../../traces/ClassBadge';
import { labelOf } from '../../../traces/decision-class';
import { Fact, Facts } from '../../../ui/Facts';
import styles from './TracePanel.module.css';

const BASIS_WORDS: Readonly<Record<DecisionExplanation['policy_basis'], string>> = {
  named_by_row: 'named by the trace',
  active_now: 'the trace names none; this one is in force now',
  built_in: 'built into workers',
  unknown: 'nobody knows which one it was',
};

/** What was recorded, and the policy that it is explained by. */
export function TraceFacts({ explanation }: { readonly explanation: DecisionExplanation }) {
  const { trace, policy_version: version, policy_basis: basis } = explanation;
  const at = trace.observed_at || trace.created_at;
  return (
    <Facts title="As recorded">
      <Fact name="Decision" aside={<Folded explanation={explanation} />}>
        <ClassBadge of={trace.unfolded_class} />
      </Fact>
      <Fact name="Observed">{at ? <Ago at={at} /> : 'unknown'}</Fact>
      <Fact name="Provider">{trace.provider}</Fact>
      <Fact name="Reason tag">{trace.reason_tag || 'none'}</Fact>
      <Fact name="Confidence">{trace.confidence_hint || 'none'}</Fact>
      <Fact name="Explained by" aside={BASIS_WORDS[basis]}>
        {version ?? 'no policy'}
      </Fact>
      <Fact name="Rule">{trace.matched_rule_id || 'none named'}</Fact>
      <Fact name="Address" note="A hash; the address itself is not kept here.">
        <span className={styles.mono}>{trace.email_hash}</span>
      </Fact>
      <Fact name="Job">
        <span className={styles.mono}>{trace.verification_job_id || 'none'}</span>
      </Fact>
      <Fact name="Chunk">
        <span className={styles.mono}>{trace.verification_job_chunk_id || 'none'}</span>
      </Fact>
      {trace.lifted.length > 0 && (
        <Fact name="Taken over">
          {trace.lifted.join(', ')}: the trace itself has none, the attempt that decided does
        </Fact>
      )}
    </Facts>
  );
}

function Folded({ explanation: { trace } }: { readonly explanation: DecisionExplanation }) {
  if (trace.unfolded_class === trace.decision_class) return null;
  return <>recorded as {labelOf(trace.decision_class)}</>;
}
