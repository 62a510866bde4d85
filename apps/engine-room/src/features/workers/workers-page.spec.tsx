import type { WorkerRow } from '@app/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeStream } from '../../testing/fake-stream';
import { decision, delta, snapshot, worker } from '../../testing/fleet-builder';
import { json, openApp, type Answer } from '../../testing/open-app';

const rowOf = (workerId: string) => screen.getByRole('row', { name: new RegExp(`${workerId}\\b`) });
const dialog = () => within(screen.getByRole('dialog'));

const accepts: Answer = ({ path }) =>
  json({ worker_id: path.split('/')[3], desired_state: 'paused', intent_revision: 1, expires_at: null });

/** The row after the pause was stored. */
const paused = (over: Partial<WorkerRow> = {}) =>
  worker({
    desired_state: 'paused',
    convergence: 'accepted',
    intent: { desired: 'paused', decision: decision(), quarantine: null, revision: 1 },
    ...over,
  });

async function pauseFirst(user: ReturnType<typeof userEvent.setup>, reason = 'bad deploy') {
  await user.click(screen.getByRole('button', { name: 'Pause w-1' }));
  await user.type(dialog().getByLabelText('Reason'), reason);
  await user.click(dialog().getByRole('button', { name: 'Pause' }));
}

describe('the workers page', () => {
  it('says that its actions touch no process', () => {
    openApp('/workers');
    expect(screen.getByText(/never touch a host’s processes/)).toBeInTheDocument();
  });

  it('shows pending, accepted, told and effective apart', async () => {
    const user = userEvent.setup();
    let answer: (response: Response) => void = () => undefined;
    openApp('/workers', () => new Promise((resolve) => (answer = resolve)));
    FakeStream.current.tell('snapshot', snapshot());
    await pauseFirst(user);
    await waitFor(() => expect(screen.getByText('pending')).toBeInTheDocument());
    answer(json({ worker_id: 'w-1', desired_state: 'paused', intent_revision: 1, expires_at: null }));
    await waitFor(() => expect(rowOf('w-1')).toHaveTextContent('accepted'));
    FakeStream.current.tell('delta', delta({ workers: [paused({ convergence: 'told' })] }));
    expect(rowOf('w-1')).toHaveTextContent('told');
    expect(rowOf('w-1')).toHaveTextContent(/running.*paused/);
    FakeStream.current.tell(
      'delta',
      delta({ sequence: 3, workers: [paused({ status: 'paused', convergence: 'effective' })] }),
    );
    expect(rowOf('w-1')).toHaveTextContent('effective');
    expect(rowOf('w-2')).not.toHaveTextContent('effective');
  });

  it('keeps the dialog and what was typed when refused, and says why', async () => {
    const user = userEvent.setup();
    const problem = { detail: 'Redis is away; nothing was changed', request_id: 'req-7' };
    openApp('/workers', () => json(problem, 503, { 'retry-after': '5' }));
    FakeStream.current.tell('snapshot', snapshot());
    await pauseFirst(user);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Redis is away; nothing was changed');
    expect(alert).toHaveTextContent('Request req-7');
    expect(alert).toHaveTextContent('trying again in 5 s');
    expect(dialog().getByLabelText('Reason')).toHaveValue('bad deploy');
  });

  it('does not claim to know what became of a request without an answer', async () => {
    const user = userEvent.setup();
    openApp('/workers', () => Promise.reject(new Error('connection lost')));
    FakeStream.current.tell('snapshot', snapshot());
    await pauseFirst(user);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('may or may not have been carried out');
    expect(alert).not.toHaveTextContent('Nothing was changed');
  });

  it('sends reason and expiry, and offers the way back', async () => {
    const user = userEvent.setup();
    const { sent } = openApp('/workers', accepts);
    FakeStream.current.tell('snapshot', snapshot());
    await user.click(screen.getByRole('button', { name: 'Pause w-1' }));
    await user.type(dialog().getByLabelText('Reason'), 'bad deploy');
    await user.click(dialog().getByLabelText('15 min'));
    await user.click(dialog().getByRole('button', { name: 'Pause' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent).toEqual([
      { method: 'POST', path: '/api/workers/w-1/pause', body: { reason: 'bad deploy', expires_in_seconds: 900 } },
      { method: 'POST', path: '/api/workers/w-1/resume', body: { reason: 'Undo of pause' } },
    ]);
  });

  it('shows the latest decision to undo, however many came just before it', async () => {
    const user = userEvent.setup();
    openApp('/workers', accepts);
    const workers = ['w-1', 'w-2', 'w-3', 'w-4'].map((worker_id) => worker({ worker_id }));
    FakeStream.current.tell('snapshot', snapshot({ workers }));
    for (const { worker_id } of workers) {
      await user.click(screen.getByRole('button', { name: `Pause ${worker_id}` }));
      await user.click(dialog().getByRole('button', { name: 'Pause' }));
      expect(await screen.findByText(`Paused ${worker_id}`)).toBeInTheDocument();
    }
  });

  it('leaves alone what somebody else has decided since', async () => {
    const user = userEvent.setup();
    const { sent } = openApp('/workers', accepts);
    FakeStream.current.tell('snapshot', snapshot());
    await pauseFirst(user);
    const undo = await screen.findByRole('button', { name: 'Undo' });
    const theirs = paused({ intent: { desired: 'draining', decision: decision(), quarantine: null, revision: 2 } });
    FakeStream.current.tell('delta', delta({ workers: [theirs] }));
    await user.click(undo);
    expect(await screen.findByText('Nothing was undone')).toBeInTheDocument();
    expect(sent).toHaveLength(1);
  });

  it('names how many workers are meant, and warns when a pool would stand still', async () => {
    const user = userEvent.setup();
    const { sent } = openApp('/workers', accepts);
    FakeStream.current.tell('snapshot', snapshot());
    await user.click(screen.getByLabelText('Select all workers shown'));
    await user.click(within(screen.getByRole('region', { name: 'Selection' })).getByRole('button', { name: 'Drain' }));
    expect(dialog().getByText('Nobody would be left working in default')).toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Drain 2 workers' }));
    await waitFor(() =>
      expect(sent.map(({ path }) => path)).toEqual(['/api/workers/w-1/drain', '/api/workers/w-2/drain']),
    );
  });

  it('asks again only for those that were refused', async () => {
    const user = userEvent.setup();
    const { sent } = openApp('/workers', (line) =>
      line.path.includes('w-2')
        ? json({ detail: 'Somebody else has just changed it', request_id: 'r' }, 409)
        : accepts(line),
    );
    FakeStream.current.tell('snapshot', snapshot());
    await user.click(screen.getByLabelText('Select all workers shown'));
    await user.click(within(screen.getByRole('region', { name: 'Selection' })).getByRole('button', { name: 'Pause' }));
    await user.click(dialog().getByRole('button', { name: 'Pause 2 workers' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('1 worker of 2 refused');
    await user.click(dialog().getByRole('button', { name: 'Pause 1 worker' }));
    await waitFor(() => expect(sent).toHaveLength(3));
    expect(sent[2]?.path).toBe('/api/workers/w-2/pause');
  });

  it('keeps the filter in the URL, both ways', async () => {
    const user = userEvent.setup();
    openApp('/workers?status=paused');
    FakeStream.current.tell(
      'snapshot',
      snapshot({ workers: [worker(), paused({ worker_id: 'w-2', status: 'paused' })] }),
    );
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'w-1' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await user.selectOptions(screen.getByLabelText('Told state'), 'Told paused');
    await user.type(screen.getByLabelText(/Filter by/), 'w-2');
    await waitFor(() => expect(location.search).toBe('?desired=paused&q=w-2'));
    expect(screen.getByRole('link', { name: 'w-2' })).toBeInTheDocument();
  });

  it('sorts by a column, and says so', async () => {
    const user = userEvent.setup();
    openApp('/workers');
    FakeStream.current.tell('snapshot', snapshot());
    await user.click(screen.getByRole('button', { name: 'Worker' }));
    await waitFor(() => expect(location.search).toBe('?sort=-worker_id'));
    expect(screen.getByRole('columnheader', { name: 'Worker' })).toHaveAttribute('aria-sort', 'descending');
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('w-2');
  });

  it('opens a worker under its own URL, with its decisions', async () => {
    const user = userEvent.setup();
    const entry = {
      id: '1-0',
      kind: 'worker.intent',
      at: decision().at,
      actor: 'boris',
      source: 'operator',
      action: 'pause',
      target: 'w-1',
      reason: 'greylisting',
      request_id: null,
      before: null,
      after: null,
    };
    openApp('/workers?pool=default', () =>
      json({ data: { ...worker(), version: '1.8.2', recent_decisions: [entry] } }),
    );
    FakeStream.current.tell('snapshot', snapshot());
    await user.click(screen.getByRole('link', { name: 'w-1' }));
    expect(location.pathname + location.search).toBe('/workers/w-1?pool=default');
    expect(await dialog().findByText('1.8.2')).toBeInTheDocument();
    expect(dialog().getByText(/“greylisting”/)).toBeInTheDocument();
    await user.click(dialog().getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(location.pathname + location.search).toBe('/workers?pool=default'));
  });
  it('closes the question asked from a drawer with Escape, and leaves the drawer', async () => {
    const user = userEvent.setup();
    openApp('/workers/w-1');
    FakeStream.current.tell('snapshot', snapshot());
    await user.click(await screen.findByRole('button', { name: 'Drain' }));
    expect(await screen.findByRole('dialog', { name: 'Drain w-1' })).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Drain w-1' })).not.toBeInTheDocument());
    expect(location.pathname).toBe('/workers/w-1');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(location.pathname).toBe('/workers'));
  });
});
