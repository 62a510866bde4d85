import { Button } from '@mantine/core';
import type { ShadowRun } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import { useServerNow } from '../../../live/live-store';
import { count } from '../../../ui/figures';
import { Loading } from '../../../ui/Loading';
import { Notice } from '../../../ui/Notice';
import { PageHeader } from '../../../ui/PageHeader';
import { Section } from '../../../ui/Section';
import { instant } from '../../../ui/time';
import { listed } from '../figures';
import { newRunPlace, versionPlace } from '../places';
import { effectSaid } from '../promote/effect';
import { useRun } from '../queries';
import { OldCopy, Trouble } from '../Trouble';
import { Coverage } from './Coverage';
import { GateSaid } from './GateSaid';
import { ProvidersTable } from './ProvidersTable';
import { Result } from './RunsTable';
import { TransitionMatrix } from './TransitionMatrix';
import styles from './Shadow.module.css';

/** What a candidate would have decided otherwise, how far that is known, and what the gate makes of it. */
export function RunView({ runUuid }: { readonly runUuid: string }) {
  const query = useRun(runUuid);
  const run = query.data;
  return (
    <div className={styles.view}>
      <p className={styles.back}>
        <Link to="/settings/shadow">All shadow runs</Link>
      </p>
      <PageHeader
        title={run ? `Shadow run of ${run.candidate_version}` : 'Shadow run'}
        aside={
          run && (
            <div className={styles.actions}>
              <Button component={Link} to={versionPlace(run.candidate_version, run.active_version)} variant="default">
                Compare the policies
              </Button>
              <Button component={Link} to={newRunPlace(run.candidate_version)} variant="default">
                Run again
              </Button>
            </div>
          )
        }
      >
        {run && (
          <>
            Against {run.active_version || 'the built-in rules'}, <Ago at={run.evaluated_at} /> by {run.triggered_by}
            {run.notes && `: “${run.notes}”`}
          </>
        )}
      </PageHeader>
      {!run && !query.error && <Loading height={480} label="Reading the shadow run" />}
      {!run && <Trouble query={query} what="The shadow run" />}
      {run && (
        <>
          <OldCopy error={query.error} />
          <Outcome run={run} />
        </>
      )}
    </div>
  );
}

function Outcome({ run }: { readonly run: ShadowRun }) {
  const providers = [...new Set(run.transitions.map(({ provider }) => provider))].sort();
  return (
    <>
      <Section title="Result">
        <div className={styles.result}>
          <p className={styles.sentence}>
            <Result run={run} /> {run.state === 'done' && effectSaid(run)}
            {run.state === 'running' && 'It is under way; its result is stored when it ends.'}
            {run.state === 'cancelled' && 'It was cancelled. What it had found by then says nothing for certain.'}
            {run.state === 'failed' && 'It did not come to an end, so that it says nothing.'}
          </p>
          {run.problem !== null && <Notice tone="bad" title={run.problem} />}
          <Span run={run} />
          {run.state === 'done' && !run.is_identical && <Coverage coverage={run.summary.coverage} />}
        </div>
      </Section>
      <GateSaid run={run} />
      {run.results.length > 0 && (
        <Section
          title="Providers"
          note="shares of the decisions that can be compared, candidate against active"
          isFlush
        >
          <ProvidersTable results={run.results} />
        </Section>
      )}
      {providers.map((provider) => (
        <TransitionMatrix
          key={provider}
          provider={provider}
          transitions={run.transitions.filter((transition) => transition.provider === provider)}
        />
      ))}
    </>
  );
}

/** What was replayed, and between when it was recorded. */
function Span({ run }: { readonly run: ShadowRun }) {
  const now = useServerNow();
  const { observed_from: from, observed_to: to, traces, duration_ms: took, limited_to: limited } = run;
  return (
    <p className={styles.dim}>
      {count(traces)} recorded decisions
      {from !== null && to !== null && ` between ${instant(Date.parse(from), now)} and ${instant(Date.parse(to), now)}`}
      , in {(took / 1_000).toFixed(1)} s.{limited.length > 0 && ` Limited to ${listed(limited)}.`}
    </p>
  );
}
