import { Button, TextInput } from '@mantine/core';
import type { PolicyVersion } from '@app/contracts';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { Refusal } from '../../../registry/Refusal';
import { useWish } from '../../../registry/use-wish';
import { Dialog } from '../../../ui/Dialog';
import { NEEDED } from '../../../ui/needed';
import { validateVersion, type ValidateWish } from '../api';
import { versionPlace } from '../places';
import { usePoliciesAgain, useVersions } from '../queries';
import { ReasonField } from '../ReasonField';
import { Findings } from './Findings';
import { ValidationOutcome } from './ValidationOutcome';
import form from '../form.module.css';

interface Props {
  /** The version to check; empty to ask for one; null while nothing is asked. */
  readonly version: string | null;
  readonly onClose: () => void;
}

/** Has the payload of a version fetched from Laravel and checked, and shows all that was found. */
export function ValidateDialog({ version, onClose }: Props) {
  return (
    <Dialog isOpen={version !== null} onClose={onClose} title={version ? `Validate ${version}` : 'Validate a version'}>
      {version !== null && <ValidateForm key={version} asked={version} onClose={onClose} />}
    </Dialog>
  );
}

function ValidateForm({ asked, onClose }: { readonly asked: string; readonly onClose: () => void }) {
  const again = usePoliciesAgain();
  const versions = useVersions().data;
  const [version, setVersion] = useState(asked);
  const [notes, setNotes] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const validate = useWish<PolicyVersion, ValidateWish>({ send: validateVersion, onSettled: again });
  const named = version.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (named) validate.mutate({ version: named, notes: notes.trim() });
  };
  const isInvalid = validate.error?.code === 'policy_invalid';
  // The record has the kinds of what was found; the refusal itself only names fields.
  const kept = isInvalid
    ? versions?.find((known) => known.version === validate.variables?.version)?.findings
    : undefined;
  if (validate.data) return <ValidationOutcome version={validate.data} onClose={onClose} />;
  return (
    <form className={form.form} noValidate onSubmit={submit}>
      <p className={form.effect}>
        The payload is fetched from Laravel and checked in full, as Laravel checks it and as a worker reads it. No
        worker is told anything.
      </p>
      {asked === '' && (
        <TextInput
          data-autofocus
          label="Version"
          {...NEEDED}
          description="As it is called in Laravel; capitals count."
          autoComplete="off"
          spellCheck={false}
          value={version}
          error={hasTried && !named ? 'Name the version' : undefined}
          onChange={(event) => {
            setVersion(event.currentTarget.value);
            validate.reset();
          }}
        />
      )}
      <ReasonField value={notes} onChange={setNotes} isFirst={asked !== ''} />
      {kept && kept.length > 0 ? (
        <>
          <Refusal error={validate.error} shownElsewhere={new Set(validate.error?.fields.map(({ field }) => field))} />
          <Findings findings={kept} />
        </>
      ) : (
        <Refusal error={validate.error} />
      )}
      <div className={form.buttons}>
        {isInvalid && (
          <Button
            component={Link}
            to={versionPlace(validate.variables?.version ?? named)}
            variant="default"
            onClick={onClose}
          >
            Open the version
          </Button>
        )}
        <Button variant="default" onClick={onClose} disabled={validate.isPending}>
          {validate.error ? 'Close' : 'Cancel'}
        </Button>
        <Button type="submit" loading={validate.isPending}>
          {validate.error ? 'Validate again' : 'Validate'}
        </Button>
      </div>
    </form>
  );
}
