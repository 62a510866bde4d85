import type { ShadowComparison } from '@app/contracts';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import { Notice } from '../../../ui/Notice';
import { StatusBadge } from '../../../ui/StatusBadge';
import { newRunPlace, runPlace } from '../places';
import { useComparison, useRun } from '../queries';
import { GATE_LOOK } from '../words';
import { effectSaid, hasRun, worstSaid } from './effect';
import styles from './Promote.module.css';

/** What the newest shadow run of a version says of it, and whether the gate lets it through. */
export function PredictedEffect({ version }: { readonly version: string }) {
  const comparison = useComparison(version);
  if (comparison.isPending) return <p className={styles.note}>Reading what the last shadow run said…</p>;
  if (!comparison.data) {
    return (
      <Notice tone="warn" title="What it would change is not known">
        <p>The shadow runs cannot be read: {comparison.error.message}</p>
      </Notice>
    );
  }
  const said = comparison.data;
  if (!hasRun(said)) return <NoRun version={version} said={said} />;
  if (said.run_uuid === null) {
    return (
      <p className={styles.gate}>
        <StatusBadge {...gateLookOf(said)} />
        <span>{`To a worker it says the same as ${said.active_version || 'the built-in rules'}: nothing would change.`}</span>
      </p>
    );
  }
  return (
    <div className={styles.effect}>
      <p className={styles.gate}>
        <StatusBadge {...gateLookOf(said)} />
        <span className={styles.note}>
          shadow run of <Ago at={said.evaluated_at} />
        </span>
      </p>
      <p>
        <RunSaid runUuid={said.run_uuid} />
        {worstSaid(said)} <Link to={runPlace(said.run_uuid)}>Look at the run</Link>
      </p>
      <Explanations said={said} />
    </div>
  );
}

/** What the gate would do, as it is configured. */
export const gateLookOf = ({ eligible, gate_mode }: Pick<ShadowComparison, 'eligible' | 'gate_mode'>) =>
  eligible ? GATE_LOOK.open : gate_mode === 'enforce' ? GATE_LOOK.closed : GATE_LOOK.warn;

function RunSaid({ runUuid }: { readonly runUuid: string }) {
  const run = useRun(runUuid);
  return run.data ? <>{effectSaid(run.data)}</> : null;
}

function NoRun({ version, said }: { readonly version: string; readonly said: ShadowComparison }) {
  const isClosed = said.gate_mode === 'enforce';
  return (
    <Notice
      tone={isClosed ? 'bad' : 'warn'}
      title={isClosed ? 'The gate is closed: there is no shadow run of it' : 'There is no shadow run of it'}
    >
      <p>
        Nothing says what it would change. <Link to={newRunPlace(version)}>Start a shadow run</Link>: it replays
        recorded decisions and touches no worker.
      </p>
    </Notice>
  );
}

function Explanations({ said }: { readonly said: ShadowComparison }) {
  if (said.eligible || said.explanations.length === 0) return null;
  const isClosed = said.gate_mode === 'enforce';
  return (
    <Notice
      tone={isClosed ? 'bad' : 'warn'}
      title={isClosed ? 'The gate is closed: it will be refused' : 'The gate warns; it is not enforced'}
    >
      <ul>
        {said.explanations.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
