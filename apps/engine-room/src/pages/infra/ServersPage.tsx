import { Button } from '@mantine/core';
import { IconPlus, IconRefresh } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router-dom';
import { ServersView } from '../../features/servers/list/ServersView';
import { registryKeys } from '../../registry/queries';
import { PageHeader } from '../../ui/PageHeader';
import page from '../page.module.css';
import { serverIdOf } from '../server-id';

/** The list. Former links named a server in the query: they lead to its page (contract, section 9.6). */
export function ServersPage() {
  const [query] = useSearchParams();
  const edited = serverIdOf(query.get('edit_server_id'));
  if (edited !== null) return <Navigate to={`/servers/${edited}/edit`} replace />;
  const managed = serverIdOf(query.get('server_id'));
  if (managed !== null) return <Navigate to={`/servers/${managed}`} replace />;
  return (
    <div className={page.page}>
      <PageHeader title="Servers" aside={<Actions />}>
        What the host’s process does, when Laravel heard it last, and which worker reports from it: three facts, and
        none follows from another.
      </PageHeader>
      <ServersView />
    </div>
  );
}

function Actions() {
  const cache = useQueryClient();
  const isReading = useIsFetching({ queryKey: registryKeys.servers }) > 0;
  return (
    <div className={page.actions}>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        aria-busy={isReading}
        onClick={() => void cache.invalidateQueries({ queryKey: registryKeys.servers })}
      >
        Refresh
      </Button>
      <Button component={Link} to="/provisioning?mode=create" leftSection={<IconPlus size={16} aria-hidden />}>
        Add server
      </Button>
    </div>
  );
}
