import type { ServerProcess, ServerRow } from '@app/contracts';
import { Link } from 'react-router-dom';
import type { ReactNode } from 'react';
import { Ago } from '../../../live/Ago';
import { StatusBadge } from '../../../ui/StatusBadge';
import type { Look } from '../../../ui/look';
import { MATCH_LOOK, MATCHED_BY_WORDS, PRESENCE_LOOK, processLook, SYNC_LOOK } from '../words';
import styles from './ServerFacts.module.css';

const BASIS_SENTENCES: Readonly<Record<ServerProcess['basis'], string>> = {
  agent: 'The agent on the host said so',
  registry: 'No agent has said so: it is a guess from the record’s status',
  none: 'Nobody knows',
};

/** Three facts about a server, side by side because none follows from another. */
export function ServerFacts({ server }: { readonly server: ServerRow }) {
  const { process, heartbeat, runtime, agent } = server;
  return (
    <div className={styles.facts}>
      <FactCard
        title="Process"
        look={processLook(process)}
        about="What runs on the host. Only commands to the host change it; a worker that is paused still runs."
      >
        <p>
          {BASIS_SENTENCES[process.basis]}
          {process.basis === 'agent' && agent.last_seen_at && (
            <>
              {' '}
              <Ago at={agent.last_seen_at} />
            </>
          )}
          .
          {process.last_transition_at && (
            <>
              {' '}
              Last command <Ago at={process.last_transition_at} />.
            </>
          )}
        </p>
      </FactCard>
      <FactCard
        title="Database sync"
        look={SYNC_LOOK[heartbeat.state]}
        about="When Laravel heard the worker last. It says nothing of what this control plane hears."
      >
        <p>{heartbeat.last_at ? <Ago at={heartbeat.last_at} /> : 'Laravel has never heard it.'}</p>
      </FactCard>
      <FactCard
        title="Runtime match"
        look={MATCH_LOOK[runtime.state]}
        {...(runtime.presence && { second: PRESENCE_LOOK[runtime.presence] })}
        about="Which worker that reports here is the one of this server, and whether it is heard now."
      >
        <p>
          {runtime.worker_id !== null && (
            <>
              Worker <Link to={`/workers/${encodeURIComponent(runtime.worker_id)}`}>{runtime.worker_id}</Link>
              {runtime.matched_by && ` ${MATCHED_BY_WORDS[runtime.matched_by]}`}
              {runtime.last_heartbeat_at && (
                <>
                  , heard <Ago at={runtime.last_heartbeat_at} />
                </>
              )}
              .{' '}
            </>
          )}
          {runtime.state !== 'matched' && runtime.explanation}
        </p>
      </FactCard>
    </div>
  );
}

interface CardProps {
  readonly title: string;
  readonly look: Look;
  readonly second?: Look;
  /** What the fact means. */
  readonly about: string;
  readonly children: ReactNode;
}

function FactCard({ title, look, second, about, children }: CardProps) {
  return (
    <section className={styles.fact} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.state}>
        <StatusBadge {...look} />
        {second && <StatusBadge {...second} />}
      </p>
      <div className={styles.evidence}>{children}</div>
      <p className={styles.about}>{about}</p>
    </section>
  );
}
