import { Button, TextInput } from '@mantine/core';
import type { WorkerAction, WorkerRow } from '@app/contracts';
import { useId, useState, type FormEvent } from 'react';
import type { ApiError } from '../../api/api-error';
import type { WorkerActionBody } from '../../api/client';
import { useWorkers } from '../../live/fleet';
import { ChoiceChips } from '../../ui/ChoiceChips';
import { Dialog } from '../../ui/Dialog';
import { counted } from '../../ui/figures';
import { Notice } from '../../ui/Notice';
import { EXPIRY_CHOICES, expiryOf, type ExpiryChoice } from './expiry';
import { poolsLeftWithout } from './last-running';
import { useDecisions, type Refused } from './use-decisions';
import { PresentWish, Unheard } from './PresentWish';
import { ACTION_WORDS } from './words';
import styles from './DecisionDialog.module.css';

/** What the dialog asks about. */
export interface Wish {
  readonly action: WorkerAction;
  readonly workers: readonly WorkerRow[];
}

interface Props {
  /** Null while nothing is asked. */
  readonly wish: Wish | null;
  readonly onClose: () => void;
}

/** Asks for reason and expiry before a decision is sent. Stays open, with what was typed, when it is refused. */
export function DecisionDialog({ wish, onClose }: Props) {
  return (
    <Dialog isOpen={wish !== null} onClose={onClose} title={wish ? titleOf(wish) : ''}>
      {wish && <DecisionForm {...wish} onClose={onClose} />}
    </Dialog>
  );
}

const titleOf = ({ action, workers }: Wish) =>
  `${ACTION_WORDS[action].verb}${action === 'unquarantine' ? ' of' : ''} ${subjectOf(workers)}`;

const subjectOf = (workers: readonly WorkerRow[]) =>
  workers.length === 1 && workers[0] ? workers[0].worker_id : counted(workers.length, 'worker');

function DecisionForm({ action, workers, onClose }: Wish & { readonly onClose: () => void }) {
  const words = ACTION_WORDS[action];
  const everybody = useWorkers();
  const decide = useDecisions();
  const [reason, setReason] = useState('');
  const [choice, setChoice] = useState<ExpiryChoice>('never');
  const [minutes, setMinutes] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [waiting, setWaiting] = useState(workers);
  const [answered, setAnswered] = useState<number | null>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const effectId = useId();
  const expiry = words.canExpire ? expiryOf(choice, minutes) : ({ kind: 'ok', seconds: null } as const);
  const emptied = words.stopsWork && everybody ? poolsLeftWithout(waiting, everybody) : [];
  const [only] = waiting.length === 1 ? rowsOf(waiting, everybody) : [];
  const unheard = rowsOf(waiting, everybody).filter(({ presence }) => presence !== 'live');
  const isBusy = answered !== null;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setHasTried(true);
    if (expiry.kind === 'wrong' || isBusy) return;
    setAnswered(0);
    setRefused([]);
    const outcome = await decide(action, waiting, bodyOf(reason, expiry.seconds), setAnswered);
    setAnswered(null);
    if (outcome.refused.length === 0) return onClose();
    const again = new Set(outcome.refused.map(({ workerId }) => workerId));
    setRefused(outcome.refused);
    setWaiting(waiting.filter(({ worker_id }) => again.has(worker_id)));
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} aria-describedby={effectId}>
      <p id={effectId} className={styles.effect}>
        {words.effect}
      </p>
      {only && <PresentWish row={only} />}
      {workers.length > 1 && <WorkerNames workers={workers} />}
      {unheard.length > 0 && <Unheard unheard={unheard} total={waiting.length} />}
      {emptied.length > 0 && (
        <Notice tone="warn" title={`Nobody would be left working in ${emptied.join(', ')}`}>
          {emptied.length === 1 ? 'Its' : 'Their'} last running workers would stop.
        </Notice>
      )}
      <TextInput
        data-autofocus
        label="Reason"
        description="Kept in the journal, and shown to everybody beside the worker."
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {words.canExpire && (
        <ChoiceChips legend="For how long" options={EXPIRY_CHOICES} value={choice} onChange={setChoice} />
      )}
      {words.canExpire && choice === 'other' && (
        <TextInput
          label="Minutes"
          inputMode="numeric"
          value={minutes}
          onChange={(event) => setMinutes(event.currentTarget.value)}
          error={hasTried && expiry.kind === 'wrong' ? expiry.because : undefined}
        />
      )}
      <Refusals refused={refused} total={workers.length} />
      <div className={styles.buttons}>
        {isBusy && waiting.length > 1 && (
          <span className={styles.busy}>
            {answered} of {waiting.length} answered
          </span>
        )}
        <Button variant="default" onClick={onClose} disabled={isBusy}>
          Cancel
        </Button>
        <Button type="submit" loading={isBusy} color={emptied.length > 0 ? 'bad' : 'accent'}>
          {workers.length === 1 ? words.verb : `${words.verb} ${counted(waiting.length, 'worker')}`}
        </Button>
      </div>
    </form>
  );
}

/** The chosen workers as they are now: the dialog may be open for minutes, and others decide meanwhile. */
function rowsOf(chosen: readonly WorkerRow[], everybody: readonly WorkerRow[] = []): readonly WorkerRow[] {
  const present = new Map(everybody.map((row) => [row.worker_id, row]));
  return chosen.map((row) => present.get(row.worker_id) ?? row);
}

function bodyOf(reason: string, seconds: number | null): WorkerActionBody {
  const said = reason.trim();
  return { ...(said && { reason: said }), ...(seconds !== null && { expires_in_seconds: seconds }) };
}

const NAMED = 12;

function WorkerNames({ workers }: { readonly workers: readonly WorkerRow[] }) {
  const pools = new Set(workers.map(({ pool }) => pool));
  const more = workers.length - NAMED;
  return (
    <p className={styles.names}>
      {counted(workers.length, 'worker')} in {counted(pools.size, 'pool')}:{' '}
      {workers
        .slice(0, NAMED)
        .map(({ worker_id }) => worker_id)
        .join(', ')}
      {more > 0 && ` and ${more} more`}
    </p>
  );
}

/** The control plane looked at the request and declined it. Of other failures only its own words say what is stored. */
const isCertain = ({ status }: ApiError) => status >= 400 && status < 500;

/** Every refusal says what happened and what did not. */
function Refusals({ refused, total }: { readonly refused: readonly Refused[]; readonly total: number }) {
  const [first] = refused;
  if (!first) return null;
  const { error } = first;
  const title = total === 1 ? error.message : `${counted(refused.length, 'worker')} of ${total} refused`;
  return (
    <Notice tone="bad" title={title} isAlert>
      {total > 1 && <p>{error.message}</p>}
      {error.fields.map(({ field, problem }) => (
        <p key={field}>
          {field}: {problem}
        </p>
      ))}
      {isCertain(error) && <p>Nothing was changed{total > 1 && ' for these; the others are done'}.</p>}
      {error.retryAfter !== null && <p>Worth trying again in {error.retryAfter} s.</p>}
      {error.requestId && <p>Request {error.requestId}</p>}
    </Notice>
  );
}
