import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { PROVIDERS, type Provider } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useId, useState, type FormEvent } from 'react';
import { Refusal } from '../../../registry/Refusal';
import { useWish } from '../../../registry/use-wish';
import { NEEDED } from '../../../ui/needed';
import { tell } from '../../../ui/tell';
import { startShadow, type ShadowWish } from '../api';
import { governanceKeys, useVersions } from '../queries';
import { ReasonField } from '../ReasonField';
import styles from './Shadow.module.css';

/** Asks what to try, and on which providers; the candidate may come with the link. */
export function StartForm() {
  const cache = useQueryClient();
  const versions = useVersions().data ?? [];
  const names = useId();
  const [candidate, setCandidate] = useQueryState('candidate', parseAsString.withDefault(''));
  const [providers, setProviders] = useState<readonly Provider[]>(PROVIDERS);
  const [notes, setNotes] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const start = useWish<unknown, ShadowWish>({
    send: startShadow,
    onSuccess: (_, { version }) =>
      void tell({ title: `The shadow run of ${version} has begun`, message: 'It goes on when you leave this page.' }),
    onSettled: () => cache.invalidateQueries({ queryKey: governanceKeys.shadow }),
  });
  const version = candidate.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (version === '' || providers.length === 0) return;
    const isAll = providers.length === PROVIDERS.length;
    start.mutate({ version, providers: isAll ? [] : providers, notes: notes.trim() });
  };
  return (
    <form className={styles.start} noValidate onSubmit={submit} aria-label="Start a shadow run">
      <TextInput
        label="Candidate"
        {...NEEDED}
        description="The version to try, as it is called in Laravel."
        autoComplete="off"
        spellCheck={false}
        list={names}
        value={candidate}
        error={hasTried && version === '' ? 'Name the version to try' : undefined}
        onChange={(event) => void setCandidate(event.currentTarget.value || null)}
      />
      <datalist id={names}>
        {versions.map((known) => (
          <option key={known.version} value={known.version} />
        ))}
      </datalist>
      <ReasonField value={notes} onChange={setNotes} description="Kept with the run." />
      <Checkbox.Group
        label="Providers"
        description="The gate reads runs over all providers alone."
        value={[...providers]}
        error={hasTried && providers.length === 0 ? 'Choose at least one' : undefined}
        onChange={(chosen) => setProviders(PROVIDERS.filter((provider) => chosen.includes(provider)))}
      >
        <div className={styles.providers}>
          {PROVIDERS.map((provider) => (
            <Checkbox key={provider} value={provider} label={provider} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={styles.startButton}>
        <Button type="submit" loading={start.isPending} leftSection={<IconPlayerPlay size={16} aria-hidden />}>
          Start the run
        </Button>
      </div>
      {start.error && (
        <div className={styles.refusal}>
          <Refusal error={start.error} />
        </div>
      )}
    </form>
  );
}
