import { Button } from '@mantine/core';
import { IconPencilPlus } from '@tabler/icons-react';
import type { DraftedRule } from '@app/contracts';
import { Refusal } from '../../registry/Refusal';
import { useWish } from '../../registry/use-wish';
import { ClassBadge } from '../../traces/ClassBadge';
import { CopyLine } from '../../ui/CopyLine';
import table from '../../ui/DataTable.module.css';
import { count, counted } from '../../ui/figures';
import { Notice } from '../../ui/Notice';
import { draftRule } from './api';
import { effectWords } from './effect-words';
import styles from './ClusterPanel.module.css';

const LIST_WORDS: Readonly<Record<DraftedRule['list'], string>> = {
  enhanced_rules: 'rules by enhanced code',
  smtp_code_rules: 'rules by code',
};

/** A rule that would decide the cluster, tried on the recorded traces. It is text to copy, and changes nothing. */
export function DraftRule({ clusterId }: { readonly clusterId: string }) {
  const draft = useWish<DraftedRule>({ send: () => draftRule(clusterId) });
  return (
    <section className={styles.block} aria-labelledby="cluster-draft">
      <h3 id="cluster-draft" className={styles.heading}>
        A rule that would decide them
      </h3>
      {!draft.data && (
        <p className={styles.dim}>
          Proposes a rule from the codes and replays the recorded traces with it. No policy is changed by it.
        </p>
      )}
      <Button
        variant="default"
        leftSection={<IconPencilPlus size={16} aria-hidden />}
        loading={draft.isPending}
        onClick={() => draft.mutate()}
      >
        {draft.data ? 'Draft it anew' : 'Draft a rule'}
      </Button>
      <Refusal error={draft.error} />
      <div className={styles.wide} aria-live="polite">
        {draft.data && <Drafted rule={draft.data} />}
      </div>
    </section>
  );
}

function Drafted({ rule }: { readonly rule: DraftedRule }) {
  return (
    <>
      <p className={styles.effect}>{effectWords(rule)}</p>
      {rule.effect.transitions.length > 0 && <Transitions rule={rule} />}
      {rule.cautions.length > 0 && (
        <Notice tone="warn" title="Look at this before you use it">
          <ul className={styles.cautions}>
            {rule.cautions.map((caution) => (
              <li key={caution}>{caution}</li>
            ))}
          </ul>
        </Notice>
      )}
      <CopyLine
        label={`First of the ${LIST_WORDS[rule.list]} of profile ${rule.profile}`}
        text={JSON.stringify(rule.rule, null, 2)}
        verb="Copy rule"
      />
      <p className={styles.dim}>
        To use it, put it into a new policy version in Laravel, then validate it and try it in a shadow run.
      </p>
    </>
  );
}

function Transitions({ rule: { effect } }: { readonly rule: DraftedRule }) {
  return (
    <div className={styles.box}>
      <table className={table.table}>
        <caption className="visually-hidden">What would be decided differently</caption>
        <thead>
          <tr>
            <th scope="col">Decided as</th>
            <th scope="col">With the rule</th>
            <th scope="col" className={table.number}>
              Traces
            </th>
          </tr>
        </thead>
        <tbody>
          {effect.transitions.map(({ from, to, count: times }) => (
            <tr key={`${from} ${to}`}>
              <td>
                <ClassBadge of={from} isPlain />
              </td>
              <td>
                <ClassBadge of={to} isPlain />
              </td>
              <td className={table.number} aria-label={counted(times, 'trace')}>
                {count(times)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
