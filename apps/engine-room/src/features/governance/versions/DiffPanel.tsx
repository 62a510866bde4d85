import { NativeSelect } from '@mantine/core';
import type { PolicyDiff, PolicyVersion } from '@app/contracts';
import { parseAsString, useQueryState } from 'nuqs';
import { Disclosure } from '../../../ui/Disclosure';
import { counted } from '../../../ui/figures';
import { JsonDiff } from '../../../ui/JsonDiff';
import { Loading } from '../../../ui/Loading';
import { Section } from '../../../ui/Section';
import { useDiff } from '../queries';
import { Trouble } from '../Trouble';
import { ChangesTable } from './ChangesTable';
import styles from './Versions.module.css';

interface Props {
  readonly name: string;
  readonly versions: readonly PolicyVersion[];
}

/** How a version differs, to a worker, from another one; which one stands in the URL. */
export function DiffPanel({ name, versions }: Props) {
  const [against, setAgainst] = useQueryState('against', parseAsString.withDefault('').withOptions({ shallow: false }));
  const diff = useDiff(name, against);
  const others = versions
    .filter(({ version }) => version !== name)
    .map(({ version, stable }) => ({
      value: version,
      label: stable ? `${version} (stable)` : version,
    }));
  const isUnlisted = against !== '' && others.every(({ value }) => value !== against);
  return (
    <Section title="Compare" note="what a worker would do differently">
      <div className={styles.stack}>
        <div className={styles.choose}>
          <NativeSelect
            label="Compare with"
            value={against}
            data={[
              { value: '', label: 'nothing' },
              ...others,
              ...(isUnlisted ? [{ value: against, label: against }] : []),
            ]}
            onChange={(event) => void setAgainst(event.currentTarget.value || null)}
          />
        </div>
        {against === '' && (
          <p className={styles.dim}>
            {others.length === 0 ? 'There is no other version yet.' : 'Choose the version to compare with.'}
          </p>
        )}
        {against !== '' && diff.isPending && <Loading height={240} label="Comparing" />}
        {against !== '' && !diff.data && <Trouble query={diff} what={`The comparison with ${against}`} />}
        {diff.data && <Difference diff={diff.data} />}
      </div>
    </Section>
  );
}

function Difference({ diff }: { readonly diff: PolicyDiff }) {
  const { version, against, identical, changes, before, after } = diff;
  if (identical) {
    return <p className={styles.said}>To a worker, both say the same: nothing would change.</p>;
  }
  return (
    <>
      <p className={styles.said}>
        {counted(changes.length, 'difference')} from {against} to {version}, defaults filled in on both sides.
      </p>
      <JsonDiff before={before} after={after} beforeLabel={against} afterLabel={version} />
      <Disclosure summary={`The same as a table: ${counted(changes.length, 'difference')}`}>
        <ChangesTable changes={changes} />
      </Disclosure>
    </>
  );
}
