import { Button, NativeSelect } from '@mantine/core';
import type { RegisteredPool, ServerRow } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { createServer } from '../../../api/registry';
import { registryKeys, type ServerDirectory } from '../../../registry/queries';
import { useWish } from '../../../registry/use-wish';
import { ChoiceChips } from '../../../ui/ChoiceChips';
import { tell } from '../../../ui/tell';
import type { LaravelServerUpsert } from '@app/contracts';
import { isChanged, newDraft } from '../form/draft';
import { forgetDraft, keepDraft, recallDraft } from '../form/draft-memory';
import { defaultPoolId } from '../form/pool-options';
import { ServerForm } from '../form/ServerForm';
import { StepFrame } from './StepFrame';
import { modePlace, stepPlace, type WizardPlace } from './wizard-url';
import styles from './ServerStep.module.css';

interface Props {
  readonly place: WizardPlace;
  readonly directory: ServerDirectory;
  readonly pools: readonly RegisteredPool[];
}

const MODES = [
  { value: 'create', label: 'Create a new server' },
  { value: 'existing', label: 'Choose a registered server' },
] as const;

/** Step 1: describe a new server, or choose one that is registered. */
export function ServerStep({ place, directory, pools }: Props) {
  const navigate = useNavigate();
  return (
    <StepFrame
      title="Which server?"
      lead="A bundle belongs to a registered server: it carries the server’s identity, its pool and its token."
    >
      <ChoiceChips
        legend="New or registered"
        isLegendHidden
        options={MODES}
        value={place.mode}
        onChange={(mode) => void navigate(modePlace(mode, place.hint), { replace: true })}
      />
      {place.mode === 'create' ? (
        <CreateServer key={place.hint?.workerId ?? ''} place={place} directory={directory} pools={pools} />
      ) : (
        <ChooseServer servers={directory.servers} chosenId={place.serverId} />
      )}
    </StepFrame>
  );
}

function CreateServer({ place, directory, pools }: Props) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const workerId = place.hint?.workerId ?? '';
  const [fresh] = useState(() => newDraft(place.hint, defaultPoolId(pools)));
  const [draft, setDraft] = useState(() => recallDraft(workerId, fresh) ?? fresh);
  const create = useWish<ServerRow, LaravelServerUpsert>({
    send: createServer,
    onSuccess: (server) => {
      forgetDraft();
      tell({ title: `${server.name} is registered`, message: 'Next comes the bundle that installs its worker.' });
      void cache.invalidateQueries({ queryKey: registryKeys.servers });
      void navigate(stepPlace('bundle', server.id));
    },
  });
  return (
    <>
      {place.hint && (
        <p className={styles.note}>
          Filled in from worker {place.hint.workerId || place.hint.host}, which reports and belongs to no registered
          server.
        </p>
      )}
      <ServerForm
        label="New server"
        draft={draft}
        onChange={(next) => {
          setDraft(next);
          keepDraft(workerId, next);
        }}
        pools={pools}
        domains={directory.meta.verifier_domains}
        presentPoolId={null}
        submitLabel="Create server"
        isBusy={create.isPending}
        error={create.error}
        onSubmit={(body) => create.mutate(body)}
        aside={
          isChanged(draft, fresh) && (
            <Button
              variant="subtle"
              disabled={create.isPending}
              onClick={() => {
                forgetDraft();
                setDraft(fresh);
                create.reset();
              }}
            >
              Start over
            </Button>
          )
        }
      />
    </>
  );
}

interface ChooseProps {
  readonly servers: readonly ServerRow[];
  readonly chosenId: number | null;
}

function ChooseServer({ servers, chosenId }: ChooseProps) {
  const navigate = useNavigate();
  const noteId = useId();
  const [id, setId] = useState(chosenId === null ? '' : String(chosenId));
  const [hasTried, setHasTried] = useState(false);
  if (servers.length === 0) return <p className={styles.note}>No server is registered yet. Create one.</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (id !== '') void navigate(stepPlace('bundle', Number(id)));
  };
  return (
    <form className={styles.choose} aria-label="Choose a server" noValidate onSubmit={submit}>
      <NativeSelect
        label="Server"
        value={id}
        error={hasTried && id === '' ? 'Choose a server' : undefined}
        data={[
          { value: '', label: 'Choose a server', disabled: true },
          ...servers.map((server) => ({ value: String(server.id), label: `${server.name} (${server.ip_address})` })),
        ]}
        onChange={(event) => setId(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" aria-describedby={noteId}>
          Continue
        </Button>
      </div>
      <p id={noteId} className={styles.note}>
        To change what is written about a registered server, edit it under Servers.
      </p>
    </form>
  );
}
