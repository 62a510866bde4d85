import type { ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import { useWorker } from '../../../live/fleet';
import { Ago } from '../../../live/Ago';
import { Fact, Facts } from '../../../ui/Facts';
import { Section } from '../../../ui/Section';
import styles from './ServerRecord.module.css';

const NOT_SET = 'not set';

/** What is written about the server, as it can be edited. */
export function ServerRecord({ server }: { readonly server: ServerRow }) {
  const { agent, pool } = server;
  return (
    <Section title="Record">
      <div className={styles.groups}>
        <Facts title="Identity">
          <Fact name="Address">{server.ip_address}</Fact>
          <Fact name="Environment">{server.environment ?? NOT_SET}</Fact>
          <Fact name="Region">{server.region ?? NOT_SET}</Fact>
          <Fact name="Pool" note={<ReportedPool server={server} />}>
            {pool ? <Link to={`/pools?edit_pool_id=${pool.id}`}>{pool.name}</Link> : 'the default pool'}
          </Fact>
          <Fact name="Taking work">
            {server.is_active ? 'active' : 'inactive'}
            {server.drain_mode && ', drain mode'}
          </Fact>
          <Fact name="Notes">{server.notes ?? 'none'}</Fact>
        </Facts>
        <Facts title="Sending">
          <Fact name="HELO name">{server.helo_name ?? NOT_SET}</Fact>
          <Fact name="Mail from">{server.mail_from_address ?? NOT_SET}</Fact>
          <Fact name="Identity domain">{server.identity_domain ?? NOT_SET}</Fact>
          <Fact name="Max. concurrency" note="For information; workers do not read it.">
            {server.max_concurrency ?? NOT_SET}
          </Fact>
        </Facts>
        <Facts title="Agent">
          <Fact name="Control">{controlOf(server)}</Fact>
          <Fact name="Address">{agent.base_url ?? NOT_SET}</Fact>
          <Fact name="Service">{agent.service_name}</Fact>
          <Fact name="Last seen">{agent.last_seen_at ? <Ago at={agent.last_seen_at} /> : 'never'}</Fact>
          {agent.last_error && <Fact name="Last error">{agent.last_error}</Fact>}
        </Facts>
      </div>
    </Section>
  );
}

/** A worker names the pool it was installed with: a record that was moved since has not moved it. */
function ReportedPool({ server: { pool, runtime } }: { readonly server: ServerRow }) {
  const worker = useWorker(runtime.worker_id ?? '');
  if (!worker || pool === null || worker.pool === pool.slug) return null;
  return `Its worker reports pool ${worker.pool}, and does until the server is provisioned again.`;
}

function controlOf({ agent }: ServerRow): string {
  if (agent.mode === 'control_plane_only') return 'none: no agent on the host';
  return agent.enabled ? 'by the agent on the host' : 'agent switched off';
}
