import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import type { LaravelCredentialsUpdate, ProvisioningCredentials } from '@app/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { ApiError } from '../../../api/api-error';
import { readCredentials, updateCredentials } from '../../../api/registry';
import { registryKeys, useRenewal } from '../../../registry/queries';
import { Refusal } from '../../../registry/Refusal';
import { useWish } from '../../../registry/use-wish';
import { tell } from '../../../ui/tell';
import { Loading } from '../../../ui/Loading';
import { NEEDED } from '../../../ui/needed';
import styles from './InstallStep.module.css';

/** The registry's user name and whether a token is stored; the token itself never comes to a browser. */
export function Credentials() {
  const stored = useQuery<ProvisioningCredentials, ApiError>({
    ...useRenewal(60_000),
    queryKey: registryKeys.credentials,
    queryFn: readCredentials,
  });
  const [isEditing, setIsEditing] = useState(false);
  return (
    <section className={styles.block} aria-label="Registry credentials">
      <h3 className={styles.title}>Registry credentials</h3>
      {!stored.data && !stored.error && <Loading height={32} label="Reading the credentials" />}
      <Refusal error={stored.error} />
      {stored.data && !isEditing && (
        <p className={styles.row}>
          <span>User name: {stored.data.ghcr_username || 'not set'}</span>
          <span>Token: {stored.data.ghcr_token_configured ? stored.data.ghcr_token_masked : 'not set'}</span>
          <Button size="compact-sm" variant="default" onClick={() => setIsEditing(true)}>
            Edit credentials
          </Button>
        </p>
      )}
      {stored.data && isEditing && <CredentialsForm stored={stored.data} onClose={() => setIsEditing(false)} />}
    </section>
  );
}

interface FormProps {
  readonly stored: ProvisioningCredentials;
  readonly onClose: () => void;
}

function CredentialsForm({ stored, onClose }: FormProps) {
  const cache = useQueryClient();
  const [username, setUsername] = useState(stored.ghcr_username);
  const [token, setToken] = useState('');
  const [isCleared, setIsCleared] = useState(false);
  const [hasTried, setHasTried] = useState(false);
  const save = useWish<ProvisioningCredentials, LaravelCredentialsUpdate>({
    send: updateCredentials,
    onSuccess: (kept) => {
      cache.setQueryData(registryKeys.credentials, kept);
      tell({
        title: 'Registry credentials stored',
        message: 'Hosts are told the user name; the token stays in Laravel.',
      });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    const name = username.trim();
    if (name === '') return;
    save.mutate({
      ghcr_username: name,
      ...(isCleared ? { clear_ghcr_token: true } : token !== '' && { ghcr_token: token }),
    });
  };
  const fieldError = (field: string) => save.error?.fields.find((wrong) => wrong.field === field)?.problem;
  return (
    <form className={styles.form} aria-label="Registry credentials" noValidate onSubmit={submit}>
      <TextInput
        label="User name"
        {...NEEDED}
        autoComplete="off"
        value={username}
        error={hasTried && username.trim() === '' ? 'Give the user name' : fieldError('ghcr_username')}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <PasswordInput
        label="Token"
        description={stored.ghcr_token_configured ? 'Empty keeps the stored one.' : 'None is stored yet.'}
        autoComplete="new-password"
        disabled={isCleared}
        value={token}
        error={fieldError('ghcr_token')}
        onChange={(event) => setToken(event.currentTarget.value)}
      />
      {stored.ghcr_token_configured && (
        <Checkbox
          label="Clear the stored token"
          checked={isCleared}
          onChange={(event) => setIsCleared(event.currentTarget.checked)}
        />
      )}
      <Refusal error={save.error} shownElsewhere={SHOWN} />
      <div className={styles.buttons}>
        <Button type="submit" loading={save.isPending}>
          Save credentials
        </Button>
        <Button variant="default" disabled={save.isPending} onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

const SHOWN: ReadonlySet<string> = new Set(['ghcr_username', 'ghcr_token']);
