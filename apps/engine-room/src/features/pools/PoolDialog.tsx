import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { PROVIDER_PROFILES, PROVIDERS, type LaravelPoolUpsert, type RegisteredPool } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { createPool, updatePool } from '../../api/registry';
import { registryKeys } from '../../registry/queries';
import { Refusal } from '../../registry/Refusal';
import { useWish } from '../../registry/use-wish';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { tell } from '../../ui/tell';
import { NEEDED } from '../../ui/needed';
import { NEW_POOL, poolBody, poolErrors, PROFILE_WORDS, type PoolDraft } from './profiles';
import styles from './PoolDialog.module.css';

interface Props {
  /** The pool to edit, `new` to make one, null while nothing is asked. */
  readonly subject: RegisteredPool | 'new' | null;
  readonly onClose: () => void;
}

/** Asks what a pool is called and how carefully it probes each provider. */
export function PoolDialog({ subject, onClose }: Props) {
  const title = subject === 'new' ? 'New pool' : `Edit ${subject?.name ?? ''}`;
  return (
    <Dialog isOpen={subject !== null} onClose={onClose} title={title}>
      {subject && (
        <PoolForm
          key={subject === 'new' ? 'new' : subject.id}
          pool={subject === 'new' ? null : subject}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface FormProps {
  /** Null for a new one. */
  readonly pool: RegisteredPool | null;
  readonly onClose: () => void;
}

function PoolForm({ pool, onClose }: FormProps) {
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<PoolDraft>(() => (pool ? draftOf(pool) : NEW_POOL));
  const [hasTried, setHasTried] = useState(false);
  const save = useWish<RegisteredPool, LaravelPoolUpsert>({
    send: (body) => (pool ? updatePool(pool.id, body) : createPool(body)),
    onSuccess: (stored) => {
      tell({
        title: `${stored.name} is stored`,
        message: pool ? 'Workers follow with their next poll of the policies.' : 'Servers can be put into it now.',
      });
      onClose();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: registryKeys.pools }),
  });
  const errors = hasTried ? poolErrors(draft) : {};
  const refused = (field: string) => save.error?.fields.find((wrong) => wrong.field === field)?.problem;
  const set = (change: Partial<PoolDraft>) => {
    setDraft({ ...draft, ...change });
    if (save.error) save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (Object.keys(poolErrors(draft)).length === 0) return save.mutate(poolBody(draft));
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const isRenamed = pool !== null && draft.slug.trim().toLowerCase() !== pool.slug;

  return (
    <form ref={form} className={styles.form} noValidate onSubmit={submit}>
      <TextInput
        data-autofocus
        label="Name"
        {...NEEDED}
        autoComplete="off"
        value={draft.name}
        error={errors.name ?? refused('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label="Slug"
        {...NEEDED}
        autoComplete="off"
        description="By this name workers say which pool they belong to."
        value={draft.slug}
        error={errors.slug ?? refused('slug')}
        onChange={(event) => set({ slug: event.currentTarget.value })}
      />
      {isRenamed && (
        <Notice tone="warn" title="Installed workers keep the old slug">
          They name pool {pool.slug} until their servers are provisioned again, and so show as a pool of their own until
          then.
        </Notice>
      )}
      <Textarea
        label="Description"
        rows={2}
        resize="vertical"
        value={draft.description}
        error={refused('description')}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <fieldset className={styles.profiles}>
        <legend className={styles.legend}>How carefully it probes each provider</legend>
        {PROVIDERS.map((provider) => (
          <NativeSelect
            key={provider}
            label={provider}
            value={draft.provider_profiles[provider]}
            data={PROVIDER_PROFILES.map((value) => ({
              value,
              label: `${PROFILE_WORDS[value].label}: ${PROFILE_WORDS[value].meaning}`,
            }))}
            onChange={({ currentTarget: { value } }) => {
              const profile = PROVIDER_PROFILES.find((known) => known === value) ?? 'standard';
              set({ provider_profiles: { ...draft.provider_profiles, [provider]: profile } });
            }}
          />
        ))}
        <p className={styles.note}>A mode that an operator sets for a provider wins over the profile.</p>
      </fieldset>
      <Checkbox
        label="Active"
        description={
          pool?.is_default
            ? 'The default pool stays active: make another one the default first.'
            : 'Only active pools can be given to servers.'
        }
        checked={draft.is_active}
        disabled={pool?.is_default ?? false}
        error={refused('is_active')}
        onChange={(event) => set({ is_active: event.currentTarget.checked })}
      />
      <Refusal error={save.error} shownElsewhere={SHOWN} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose} disabled={save.isPending}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          {pool ? 'Save pool' : 'Create pool'}
        </Button>
      </div>
    </form>
  );
}

const SHOWN: ReadonlySet<string> = new Set(['slug', 'name', 'description', 'is_active']);

const draftOf = ({ slug, name, description, is_active, provider_profiles }: RegisteredPool): PoolDraft => ({
  slug,
  name,
  description: description ?? '',
  is_active,
  provider_profiles,
});
