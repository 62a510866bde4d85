import { Button } from '@mantine/core';
import { IconCpu, IconPackages, IconPencil } from '@tabler/icons-react';
import type { ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { useServer } from '../../../registry/queries';
import { RegistryTrouble } from '../../../registry/RegistryTrouble';
import { SourceLine } from '../../../registry/SourceLine';
import { Notice } from '../../../ui/Notice';
import { PageHeader } from '../../../ui/PageHeader';
import { Section } from '../../../ui/Section';
import { stepPlace } from '../provisioning/wizard-url';
import { VerificationPanel } from '../verification/VerificationPanel';
import { DeleteServer } from './DeleteServer';
import { ProcessControl } from './ProcessControl';
import { ServerFacts } from './ServerFacts';
import { ServerRecord } from './ServerRecord';
import { Loading } from '../../../ui/Loading';
import styles from './ServerView.module.css';

/** Everything about one server. */
export function ServerView({ serverId }: { readonly serverId: number }) {
  const server = useServer(serverId);
  if (!server.data) {
    return (
      <div className={styles.view}>
        <Back />
        <PageHeader title={`Server ${serverId}`} />
        {server.error ? (
          <RegistryTrouble
            error={server.error}
            what={`Server ${serverId}`}
            onRetry={() => void server.refetch()}
            isRetrying={server.isFetching}
          >
            <Link to="/servers">All servers</Link>
          </RegistryTrouble>
        ) : (
          <Loading height={480} label="Reading the server" />
        )}
      </div>
    );
  }
  const { data, meta } = server.data;
  return (
    <div className={styles.view}>
      <Back />
      <PageHeader title={data.name} aside={<Links server={data} />}>
        {[data.ip_address, data.environment, data.region, data.pool && `pool ${data.pool.name}`]
          .filter(Boolean)
          .join(' · ')}
      </PageHeader>
      <SourceLine source={meta.source} error={server.error} />
      <ServerFacts server={data} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <ProcessControl server={data} />
          <Section title="Verification" note="of what provisioning set up">
            <VerificationPanel serverId={data.id} />
          </Section>
        </div>
        <div className={styles.stack}>
          {/* not above the controls: it comes and goes with what they do, and would move them under the pointer */}
          {data.needs_attention && <Attention sentences={data.attention} />}
          <ServerRecord server={data} />
          <DeleteServer server={data} />
        </div>
      </div>
    </div>
  );
}

const Back = () => (
  <p className={styles.back}>
    <Link to="/servers">All servers</Link>
  </p>
);

function Links({ server }: { readonly server: ServerRow }) {
  const workerId = server.runtime.worker_id;
  return (
    <div className={styles.links}>
      {workerId !== null && (
        <Button
          component={Link}
          to={`/workers/${encodeURIComponent(workerId)}`}
          variant="default"
          leftSection={<IconCpu size={16} aria-hidden />}
        >
          Worker {workerId}
        </Button>
      )}
      <Button
        component={Link}
        to={`/servers/${server.id}/edit`}
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
      >
        Edit
      </Button>
      <Button
        component={Link}
        to={stepPlace('bundle', server.id)}
        variant="default"
        leftSection={<IconPackages size={16} aria-hidden />}
      >
        Provisioning
      </Button>
    </div>
  );
}

function Attention({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <Notice tone="warn" title="Needs attention">
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
