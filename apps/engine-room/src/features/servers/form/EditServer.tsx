import { Button } from '@mantine/core';
import type { LaravelServerUpsert, LaravelVerifierDomain, RegisteredPool, ServerRow } from '@app/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { updateServer } from '../../../api/registry';
import { registryKeys, usePoolRegistry, useServer, useServerDirectory } from '../../../registry/queries';
import { RegistryTrouble } from '../../../registry/RegistryTrouble';
import { SourceLine } from '../../../registry/SourceLine';
import { useWish } from '../../../registry/use-wish';
import { PageHeader } from '../../../ui/PageHeader';
import { Section } from '../../../ui/Section';
import { tell } from '../../../ui/tell';
import { serverPlace } from '../../../registry/places';
import { draftOf, isChanged } from './draft';
import { ServerForm } from './ServerForm';
import { LeaveGuard, STORED } from './LeaveGuard';
import { Loading } from '../../../ui/Loading';
import styles from './EditServer.module.css';

/** The record of a server as a form. What is typed is the operator's until it is stored or given up. */
export function EditServer({ serverId }: { readonly serverId: number }) {
  const server = useServer(serverId);
  const pools = usePoolRegistry();
  const directory = useServerDirectory();
  const error = (!server.data && server.error) || (!pools.data && pools.error) || (!directory.data && directory.error);
  const name = server.data?.data.name ?? `server ${serverId}`;
  return (
    <div className={styles.view}>
      <p className={styles.back}>
        <Link to={serverPlace(serverId)}>Back to {name}</Link>
      </p>
      <PageHeader title={`Edit ${name}`}>
        What Laravel keeps of it. Nothing here reaches the host or its worker before the server is provisioned again.
      </PageHeader>
      {error && (
        <RegistryTrouble
          error={error}
          what={`Server ${serverId}`}
          onRetry={() => void Promise.all([server.refetch(), pools.refetch(), directory.refetch()])}
          isRetrying={server.isFetching || pools.isFetching || directory.isFetching}
        >
          <Link to="/servers">All servers</Link>
        </RegistryTrouble>
      )}
      {!error && server.data && pools.data && directory.data && (
        <>
          <SourceLine source={server.data.meta.source} error={server.error} />
          <EditForm server={server.data.data} pools={pools.data.data} domains={directory.data.meta.verifier_domains} />
        </>
      )}
      {!error && !(server.data && pools.data && directory.data) && <Loading height={480} label="Reading the server" />}
    </div>
  );
}

interface FormProps {
  readonly server: ServerRow;
  readonly pools: readonly RegisteredPool[];
  readonly domains: readonly LaravelVerifierDomain[];
}

function EditForm({ server, pools, domains }: FormProps) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  // As it was when the form opened: what is renewed meanwhile must not change under the operator's hands.
  const [former] = useState(() => draftOf(server));
  const [presentPoolId] = useState(server.pool?.id ?? null);
  const [draft, setDraft] = useState(former);
  const update = useWish<ServerRow, LaravelServerUpsert>({
    send: (body) => updateServer(server.id, body),
    onSuccess: (stored) => {
      tell({
        title: `${stored.name} is stored`,
        message: 'A worker that is installed keeps what it was installed with.',
      });
      void cache.invalidateQueries({ queryKey: registryKeys.servers });
      void cache.invalidateQueries({ queryKey: registryKeys.pools });
      void navigate(serverPlace(server.id), { state: STORED });
    },
  });
  return (
    <Section title="Record">
      <ServerForm
        label={`Edit ${server.name}`}
        draft={draft}
        onChange={setDraft}
        pools={pools}
        domains={withPresent(domains, server.verifier_domain)}
        presentPoolId={presentPoolId}
        submitLabel="Save changes"
        isBusy={update.isPending}
        error={update.error}
        onSubmit={(body) => update.mutate(body)}
        aside={
          <Button component={Link} to={serverPlace(server.id)} variant="default">
            Cancel
          </Button>
        }
      />
      <LeaveGuard isUnsaved={isChanged(draft, former)} />
    </Section>
  );
}

/** The domain the server has now may be inactive, and so not among those that are offered. */
function withPresent(
  domains: readonly LaravelVerifierDomain[],
  present: LaravelVerifierDomain | null,
): readonly LaravelVerifierDomain[] {
  if (present === null || domains.some(({ id }) => id === present.id)) return domains;
  return [...domains, { id: present.id, domain: `${present.domain} (inactive)` }];
}
