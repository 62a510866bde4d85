import { Button, Radio } from '@mantine/core';
import { PROVIDER_MODES, type ProviderMode, type ProviderModeView } from '@app/contracts';
import { useState, type FormEvent } from 'react';
import { Refusal } from '../../../registry/Refusal';
import { ChoiceChips } from '../../../ui/ChoiceChips';
import { Dialog } from '../../../ui/Dialog';
import { Notice } from '../../../ui/Notice';
import type { ModeSemantics } from '../api';
import { useSemantics } from '../queries';
import { ReasonField } from '../ReasonField';
import { MODE_LOOK } from '../../../governance/looks';
import { MODE_EFFECT, stopsProbing } from '../words';
import { EXPIRY_CHOICES, secondsOf, type ExpiryChoice } from './expiry';
import { useModeWish } from './use-mode-wish';
import form from '../form.module.css';

interface Props {
  /** Null while nothing is asked. */
  readonly subject: ProviderModeView | null;
  readonly onClose: () => void;
}

/** Asks which mode a provider shall have, for how long, and why. */
export function ModeDialog({ subject, onClose }: Props) {
  return (
    <Dialog isOpen={subject !== null} onClose={onClose} title={`Set the mode of ${subject?.provider ?? ''}`}>
      {subject && <ModeForm key={subject.provider} before={subject} onClose={onClose} />}
    </Dialog>
  );
}

function ModeForm({ before, onClose }: { readonly before: ProviderModeView; readonly onClose: () => void }) {
  const { provider } = before;
  const semantics = useSemantics().data;
  const [mode, setMode] = useState<ProviderMode>(before.mode);
  const [choice, setChoice] = useState<ExpiryChoice>('never');
  const [reason, setReason] = useState('');
  const wish = useModeWish(before, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    wish.mutate({ kind: 'set', provider, mode, reason: reason.trim(), seconds: secondsOf(choice) });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <Radio.Group
        label="Mode"
        description="For all pools. It wins over whatever is automatic."
        value={mode}
        onChange={(value) => setMode(PROVIDER_MODES.find((known) => known === value) ?? mode)}
      >
        <div className={form.options}>
          {PROVIDER_MODES.map((value) => (
            <Radio
              key={value}
              value={value}
              {...(value === mode && { 'data-autofocus': true })}
              label={MODE_LOOK[value].label}
              description={`${MODE_EFFECT[value]}${multipliers(semantics?.[value])}`}
            />
          ))}
        </div>
      </Radio.Group>
      <ChoiceChips legend="For how long" options={EXPIRY_CHOICES} value={choice} onChange={setChoice} />
      {stopsProbing(mode) && (
        <Notice tone="warn" title={`Nobody probes ${provider} while this counts`}>
          Addresses there come back as risky, and customers see it. The canary autopilot holds still while a mode other
          than normal is set by hand.
        </Notice>
      )}
      <ReasonField value={reason} onChange={setReason} description="Kept in the journal, and shown beside the mode." />
      <Refusal error={wish.error} />
      <div className={form.buttons}>
        <Button variant="default" onClick={onClose} disabled={wish.isPending}>
          Cancel
        </Button>
        <Button type="submit" loading={wish.isPending} color={stopsProbing(mode) ? 'bad' : 'accent'}>
          Set {MODE_LOOK[mode].label}
        </Button>
      </div>
    </form>
  );
}

/** ` × 0.65 connections at once, × 0.6 a minute.` where they are neither one nor zero. */
function multipliers(semantics: ModeSemantics | undefined): string {
  const { max_concurrency_multiplier: atOnce = 0, connects_per_minute_multiplier: aMinute = 0 } = semantics ?? {};
  if (atOnce === 0 || (atOnce === 1 && aMinute === 1)) return '';
  return ` ${atOnce} × the connections at once, ${aMinute} × those a minute.`;
}
