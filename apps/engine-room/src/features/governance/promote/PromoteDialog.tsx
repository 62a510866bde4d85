import { Button } from '@mantine/core';
import type { PolicyVersion, RolloutView } from '@app/contracts';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { Ago } from '../../../live/Ago';
import { useWish } from '../../../registry/use-wish';
import { ChoiceChips } from '../../../ui/ChoiceChips';
import { Dialog } from '../../../ui/Dialog';
import { Notice } from '../../../ui/Notice';
import { tell } from '../../../ui/tell';
import { promoteVersion, type PromoteWish } from '../api';
import { useCohort, usePoliciesAgain, useRollout, useVersions } from '../queries';
import { ReasonField } from '../ReasonField';
import { PolicyRefusal } from './PolicyRefusal';
import { PredictedEffect } from './PredictedEffect';
import { Reach } from './Reach';
import { firstStep, stepsFor } from './steps';
import form from '../form.module.css';

interface Props {
  /** Null while nothing is asked. */
  readonly version: string | null;
  readonly onClose: () => void;
}

/** Asks to how much of the fleet a version is rolled out, and shows what that means before. */
export function PromoteDialog({ version, onClose }: Props) {
  const rollout = useRollout();
  return (
    <Dialog isOpen={version !== null} onClose={onClose} title={`Roll out ${version ?? ''}`}>
      {version !== null && rollout.data && (
        <PromoteForm key={version} version={version} rollout={rollout.data} onClose={onClose} />
      )}
      {version !== null && !rollout.data && (
        <Notice
          tone={rollout.error ? 'bad' : 'info'}
          title={rollout.error?.message ?? 'Reading the present rollout…'}
        />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly version: string;
  readonly rollout: RolloutView;
  readonly onClose: () => void;
}

function PromoteForm({ version, rollout, onClose }: FormProps) {
  const again = usePoliciesAgain();
  const cohort = useCohort().data;
  const [chosen, setChosen] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const { choices, because } = stepsFor(rollout, version);
  const percent = chosen !== null && choices.includes(chosen) ? chosen : firstStep(rollout, version);
  const promote = useWish<PolicyVersion, PromoteWish>({
    send: promoteVersion,
    onSuccess: () => {
      tell({
        title: percent === 100 ? `Everybody is told ${version}` : `${version} is rolled out to ${percent} %`,
        message: 'Workers follow with their next poll. Rolling back is one step.',
      });
      onClose();
    },
    onSettled: again,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    promote.mutate({ version, percent, notes: reason.trim(), revision: rollout.revision });
  };
  const replaced = rollout.state === 'canary' && rollout.active_version !== version ? rollout.active_version : null;
  return (
    <form className={form.form} onSubmit={submit}>
      <p className={form.effect}>
        {percent === 100
          ? `Everybody runs ${version} then${rollout.stable_version ? `, instead of ${rollout.stable_version}` : ''}.`
          : `A part of the workers runs ${version}; the others stay on ${rollout.stable_version ?? 'their built-in rules'}, and both are compared.`}
      </p>
      <TakenBackBefore version={version} />
      {replaced && (
        <Notice tone="warn" title={`It takes the place of ${replaced}`}>
          {replaced} is under way at {rollout.canary_percent} %; its cohort moves on to {version}.
        </Notice>
      )}
      <ChoiceChips
        legend="Share of the workers"
        isFirst
        options={choices.map((step) => ({ value: String(step), label: `${step} %` }))}
        value={String(percent)}
        onChange={(value) => setChosen(Number(value))}
      />
      {because && <p className={form.effect}>{because}</p>}
      <Reach cohort={cohort} version={version} percent={percent} />
      <PredictedEffect version={version} />
      <ReasonField value={reason} onChange={setReason} description="Kept in the journal and in the rollout history." />
      <PolicyRefusal error={promote.error} version={version} onLeave={onClose} />
      <div className={form.buttons}>
        <Button variant="default" onClick={onClose} disabled={promote.isPending}>
          Cancel
        </Button>
        <Button type="submit" loading={promote.isPending}>
          {percent === 100 ? 'Roll out to everybody' : `Roll out to ${percent} %`}
        </Button>
      </div>
    </form>
  );
}

/** A rollback never returns to such a version; a person may, and should know it. */
function TakenBackBefore({ version }: { readonly version: string }) {
  const known = useVersions().data?.find((one) => one.version === version);
  if (!known?.rolled_back_at || known.active) return null;
  return (
    <Notice tone="warn" title={`${version} was taken back before`}>
      <p>
        That was <Ago at={known.rolled_back_at} />; the{' '}
        <Link to={`/settings/history?q=${encodeURIComponent(version)}`}>rollout history</Link> says why.
      </p>
    </Notice>
  );
}
