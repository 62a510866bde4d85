import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconServer2 } from '@tabler/icons-react';
import { Link } from 'react-router-dom';
import { RegistryTrouble } from '../../../registry/RegistryTrouble';
import { SourceLine } from '../../../registry/SourceLine';
import { useServerList } from '../../../registry/queries';
import type { ServerPage } from '../../../api/registry';
import { Blank } from '../../../ui/Blank';
import { count } from '../../../ui/figures';
import { Section } from '../../../ui/Section';
import { useServerFilter } from './filter';
import { ServerFilters } from './ServerFilters';
import { ServersTable } from './ServersTable';
import { UnregisteredWorkers } from './UnregisteredWorkers';
import { Loading } from '../../../ui/Loading';
import styles from './ServersView.module.css';

/** Typing is not a question with each letter. */
const SETTLED_MS = 250;

/** The registered servers, and the workers that belong to none. */
export function ServersView() {
  const { filter, q } = useServerFilter();
  const [settled] = useDebouncedValue(q.trim(), SETTLED_MS);
  const list = useServerList(filter, settled);
  if (!list.data) {
    if (!list.error) return <Loading height={360} label="Reading the servers" />;
    return (
      <RegistryTrouble
        error={list.error}
        what="The servers"
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    );
  }
  const { data: servers, meta } = list.data;
  return (
    <div className={styles.view}>
      <SourceLine source={meta.source} error={list.error} />
      {meta.counts.all === 0 ? (
        <NoServers />
      ) : (
        <>
          <ServerFilters counts={meta.counts} />
          <Section
            title="Registered servers"
            note={`${count(servers.length)} of ${count(meta.counts.all)} shown`}
            isFlush
          >
            {servers.length > 0 ? <ServersTable servers={servers} /> : <NoMatch page={list.data} />}
            {list.hasNextPage && (
              <div className={styles.more}>
                <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  Show more servers
                </Button>
              </div>
            )}
          </Section>
        </>
      )}
      <UnregisteredWorkers workers={meta.unregistered_workers} />
    </div>
  );
}

function NoServers() {
  return (
    <Blank icon={IconServer2} title="No server is registered yet">
      <p>A registered server has an identity, a pool and a bundle that installs its worker.</p>
      <div>
        <Button component={Link} to="/provisioning?mode=create">
          Add the first server
        </Button>
      </div>
    </Blank>
  );
}

function NoMatch({ page }: { readonly page: ServerPage }) {
  const { filter, q, clear } = useServerFilter();
  const isCalm = filter === 'needs_attention' && q === '' && page.meta.counts.needs_attention === 0;
  return (
    <p className={styles.none}>
      {isCalm ? 'No server needs attention.' : 'No server matches.'}{' '}
      <Button size="compact-sm" variant="light" onClick={clear}>
        Show all servers
      </Button>
    </p>
  );
}
