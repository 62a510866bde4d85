import { Button, Loader } from '@mantine/core';
import { IconActivity, IconPlayerPlay, IconPlayerStop, IconRefresh, type Icon } from '@tabler/icons-react';
import { SERVER_COMMANDS, type ServerCommand, type ServerRow } from '@app/contracts';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { idempotencyKey } from '../../../api/idempotency-key';
import { Refusal } from '../../../registry/Refusal';
import { ConfirmDialog } from '../../../ui/ConfirmDialog';
import { Notice } from '../../../ui/Notice';
import { Section } from '../../../ui/Section';
import { COMMAND_WORDS } from '../words';
import { OperationList } from './OperationList';
import { isUnderWay, useCommand, useOperations } from './operations';
import styles from './ProcessControl.module.css';

const GLYPHS: Readonly<Record<ServerCommand, Icon>> = {
  start: IconPlayerPlay,
  stop: IconPlayerStop,
  restart: IconRefresh,
  status: IconActivity,
};

/** Commands to the host, by its agent. They end and start a process; what a worker is told at run time is elsewhere. */
export function ProcessControl({ server }: { readonly server: ServerRow }) {
  const operations = useOperations(server.id);
  const command = useCommand(server.id);
  const [asked, setAsked] = useState<ServerCommand | null>(null);
  const underWay = operations.data?.find(isUnderWay);
  const refusal = server.command_refusal;
  const busyWith = command.isPending ? command.variables.action : underWay?.action;

  const send = (action: ServerCommand) => {
    setAsked(null);
    command.mutate({ action, idempotencyKey: idempotencyKey() });
  };
  const choose = (action: ServerCommand) => {
    if (busyWith !== undefined) return;
    if (COMMAND_WORDS[action].question === null) send(action);
    else setAsked(action);
  };

  return (
    <Section title="Infrastructure control" note="the worker’s process on the host">
      <div className={styles.content}>
        {refusal !== null && <CannotControl server={server} because={refusal} />}
        <div className={styles.buttons} role="group" aria-label="Commands to the host">
          {SERVER_COMMANDS.map((action) => {
            const Glyph = GLYPHS[action];
            const isBusy = busyWith === action;
            return (
              <Button
                key={action}
                variant="default"
                leftSection={isBusy ? <Loader size={16} aria-hidden /> : <Glyph size={16} aria-hidden />}
                disabled={refusal !== null || (busyWith !== undefined && !isBusy)}
                // not `loading`, which disables: the keyboard would lose its place with each command
                data-disabled={isBusy}
                aria-disabled={isBusy}
                title={refusal ?? (busyWith && !isBusy ? 'Another command is under way' : undefined)}
                onClick={() => choose(action)}
              >
                {COMMAND_WORDS[action].verb}
              </Button>
            );
          })}
        </div>
        <p className={styles.note}>
          These act on the host’s process. To stop new work without touching the process, pause or drain the worker
          under <Link to="/workers">Workers</Link>.
        </p>
        <Refusal error={command.error} />
        {command.error?.status === 0 && (
          <div>
            {/* the same key: if the first one came through, this one changes nothing */}
            <Button variant="light" onClick={() => command.variables && command.mutate(command.variables)}>
              Send the same command again
            </Button>
          </div>
        )}
        <OperationList operations={operations.data} error={operations.error} />
      </div>
      <ConfirmDialog
        isOpen={asked !== null}
        title={asked ? `${COMMAND_WORDS[asked].verb} the process on ${server.name}?` : ''}
        verb={asked ? COMMAND_WORDS[asked].verb : ''}
        onConfirm={() => asked && send(asked)}
        onClose={() => setAsked(null)}
      >
        <p>{asked && COMMAND_WORDS[asked].question}</p>
        <p>
          This is a command to the host. What the worker is told at run time (pause, drain, quarantine) is something
          else: it is kept, and holds again when the process runs.
        </p>
      </ConfirmDialog>
    </Section>
  );
}

/** Why there is no control from here; an ambiguous match names who it could be. */
function CannotControl({ server, because }: { readonly server: ServerRow; readonly because: string }) {
  const { candidates, state } = server.runtime;
  return (
    <Notice tone="warn" title="The process cannot be controlled from here">
      <p>{because}</p>
      {state === 'ambiguous' && candidates.length > 0 && (
        <p>
          It could be{' '}
          {candidates.map((workerId, index) => (
            <span key={workerId}>
              {index > 0 && ' or '}
              <Link to={`/workers/${encodeURIComponent(workerId)}`}>{workerId}</Link>
            </span>
          ))}
          .
        </p>
      )}
    </Notice>
  );
}
