import type { ProviderModeView } from '@app/contracts';
import { useState } from 'react';
import { Refusal } from '../../../registry/Refusal';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { ReasonField } from '../ReasonField';
import { MODE_LOOK } from '../../../governance/looks';
import { SOURCE_WORDS } from '../words';
import { useModeWish } from './use-mode-wish';

interface Props {
  /** Null while nothing is asked. */
  readonly subject: ProviderModeView | null;
  readonly onClose: () => void;
}

/** Asks before a mode that was set by hand is taken away. */
export function AutomaticDialog({ subject, onClose }: Props) {
  return subject && <Question key={subject.provider} before={subject} onClose={onClose} />;
}

function Question({ before, onClose }: { readonly before: ProviderModeView; readonly onClose: () => void }) {
  const { provider, mode, layers } = before;
  const [reason, setReason] = useState('');
  const wish = useModeWish(before, onClose);
  const below = layers.filter(({ source }) => source !== 'manual');
  return (
    <ConfirmDialog
      isOpen
      title={`Set ${provider} back to automatic?`}
      verb="Back to automatic"
      tone="accent"
      isBusy={wish.isPending}
      onConfirm={() => wish.mutate({ kind: 'clear', provider, reason: reason.trim() })}
      onClose={onClose}
    >
      <p>
        {MODE_LOOK[mode].label}, set by hand, no longer counts.{' '}
        {below.length === 0
          ? 'Nothing automatic lies below it, so that normal counts, or what a pool’s profile says.'
          : `Below it lies ${below.map((layer) => `${MODE_LOOK[layer.mode].label} (${SOURCE_WORDS[layer.source]})`).join(', ')}; the most restrictive counts.`}
      </p>
      <ReasonField value={reason} onChange={setReason} />
      <Refusal error={wish.error} />
    </ConfirmDialog>
  );
}
