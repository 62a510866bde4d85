import { NativeSelect } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { PolicyVersion, ReplayVerdict } from '@app/contracts';
import { versionLook } from '../../../governance/looks';
import { Refusal } from '../../../registry/Refusal';
import { ClassBadge } from '../../../traces/ClassBadge';
import { Loading } from '../../../ui/Loading';
import { useReplayVersion } from '../list/filter';
import { useReplay, useVersions } from '../queries';
import styles from './TracePanel.module.css';

interface Props {
  readonly traceId: number;
  /** The version of the explanation above. */
  readonly explainedBy: string | null;
}

/** What another policy version would have made of the same replies. */
export function ReplayCandidate({ traceId, explainedBy }: Props) {
  const [version, setVersion] = useReplayVersion();
  const versions = useVersions();
  const replay = useReplay(traceId, version);
  const verdict = replay.data?.replay ?? null;
  return (
    <section className={styles.block} aria-labelledby="trace-replay">
      <h3 id="trace-replay" className={styles.heading}>
        Replay with candidate
      </h3>
      {versions.error && !versions.data ? (
        <Refusal error={versions.error} />
      ) : (
        <NativeSelect
          className={styles.choice ?? ''}
          label="Policy version"
          description="The recorded replies are decided again under it; nothing is probed and nothing is changed."
          value={version ?? ''}
          data={[{ value: '', label: 'Choose a version' }, ...optionsOf(versions.data ?? [], version, explainedBy)]}
          onChange={({ currentTarget: { value } }) => void setVersion(value || null)}
        />
      )}
      {versions.data?.length === 0 && <p className={styles.note}>No version was ever validated here.</p>}
      {replay.error && <Refusal error={replay.error} />}
      {version !== null && replay.isLoading && <Loading height={72} label={`Replaying with ${version}`} />}
      <div aria-live="polite">{version !== null && verdict && <Verdict verdict={verdict} />}</div>
    </section>
  );
}

/** Those that a worker could run, each with what it is to the fleet. */
function optionsOf(versions: readonly PolicyVersion[], chosen: string | null, explainedBy: string | null) {
  const known = versions
    .filter(({ validation_status: validation }) => validation !== 'invalid')
    .map((version) => ({
      value: version.version,
      label: `${version.version} (${version.version === explainedBy ? 'explains it above' : versionLook(version).label})`,
    }));
  // A link may name one that the list does not have.
  return chosen === null || known.some(({ value }) => value === chosen)
    ? known
    : [...known, { value: chosen, label: chosen }];
}

const KIND_WORDS: Readonly<Record<ReplayVerdict['kind'], string>> = {
  exact: 'Certain.',
  inferred: 'Inferred.',
  indeterminate: 'Cannot be told.',
  truncated: 'Cannot be told.',
  unaffected: 'Not affected.',
};

function Verdict({ verdict }: { readonly verdict: ReplayVerdict }) {
  const { version, kind, recorded_class: recorded, classes, rule_id: rule, because } = verdict;
  return (
    <div className={styles.verdict}>
      <p className={styles.change}>
        <ClassBadge of={recorded} />
        <span className="visually-hidden">as recorded</span>
        <IconArrowRight size={16} aria-hidden />
        <span>
          {isSame(verdict) ? 'the same under' : 'under'} {version}
          {classes.length > 1 && ', one of'}
        </span>
        {classes.map((word) => (
          <ClassBadge key={word ?? ''} of={word} />
        ))}
        {classes.length === 0 && <span>unknown</span>}
      </p>
      <p>
        <strong>{KIND_WORDS[kind]}</strong> {because}
      </p>
      {rule && (
        <p className={styles.note}>
          Decided by rule <span className={styles.mono}>{rule}</span>.
        </p>
      )}
    </div>
  );
}

const isSame = ({ classes, recorded_class: recorded }: ReplayVerdict): boolean =>
  classes.length === 1 && classes[0] === recorded;
