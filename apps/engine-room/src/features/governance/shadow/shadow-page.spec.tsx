import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT } from '../../../testing/fleet-builder';
import { answering, comparison, governance, shadowRun } from '../../../testing/governance-builder';
import { json, openApp } from '../../../testing/open-app';
import { problem } from '../../../testing/registry-builder';

describe('the shadow runs', () => {
  it('are started for a version that comes with the link, on the chosen providers', async () => {
    const user = userEvent.setup();
    const { sent } = openApp(
      '/settings/shadow?candidate=v5',
      governance({ 'POST /policies/shadow/evaluate': () => json({ data: {} }, 202) }),
    );
    const form = within(await screen.findByRole('form', { name: 'Start a shadow run' }));
    expect(form.getByLabelText(/^Candidate/)).toHaveValue('v5');
    await user.click(form.getByLabelText('generic'));
    await user.dblClick(form.getByRole('button', { name: 'Start the run' }));
    await waitFor(() =>
      expect(sent).toEqual([
        {
          method: 'POST',
          path: '/api/policies/shadow/evaluate',
          body: { candidate_version: 'v5', providers: ['gmail', 'microsoft', 'yahoo'], notes: '', wait: false },
        },
      ]),
    );
  });

  it('say why one cannot be started', async () => {
    const user = userEvent.setup();
    openApp(
      '/settings/shadow?candidate=v9',
      governance({ 'POST /policies/shadow/evaluate': () => problem(404, 'not_found', 'There is no policy v9.') }),
    );
    await user.click(await screen.findByRole('button', { name: 'Start the run' }));
    expect(await screen.findByText('There is no policy v9.')).toBeInTheDocument();
  });

  it('are followed, and can be cancelled', async () => {
    const user = userEvent.setup();
    const progress = {
      run_uuid: 'run-2',
      candidate_version: 'v5',
      stage: 'traces',
      traces_read: 42_000,
      traces_wanted: 100_000,
      traces_replayed: 30_000,
      started_at: AT,
    };
    const { sent } = openApp(
      '/settings/shadow',
      governance({
        'GET /policies/shadow/progress': answering(progress),
        'DELETE /policies/shadow/evaluate': () => json({ data: {} }),
      }),
    );
    expect(await screen.findByText(/42,000 decisions read of at most 100,000, 30,000 replayed/)).toBeInTheDocument();
    expect(screen.getByRole('progressbar', { name: 'Progress of v5' })).toHaveAttribute('value', '42000');
    await user.click(screen.getByRole('button', { name: 'Cancel the run' }));
    await waitFor(() => expect(sent).toMatchObject([{ method: 'DELETE' }]));
  });

  it('show the result as soon as the run is over', async () => {
    let isOver = false;
    const progress = {
      run_uuid: 'run-1',
      candidate_version: 'v5',
      stage: 'replay',
      traces_read: 1_000,
      traces_wanted: 1_000,
      traces_replayed: 10,
      started_at: AT,
    };
    openApp(
      '/settings/shadow',
      governance({
        'GET /policies/shadow/progress': () => json({ data: isOver ? null : progress }),
        'GET /policies/shadow/runs': () => json({ data: isOver ? [shadowRun()] : [] }),
      }),
    );
    expect(await screen.findByRole('progressbar', { name: 'Progress of v5' })).toBeInTheDocument();
    isOver = true;
    expect(await screen.findByRole('row', { name: /^v5/ }, { timeout: 3_000 })).toBeInTheDocument();
  });

  it('are listed with what came of each', async () => {
    const failed = shadowRun({
      run_uuid: 'run-2',
      state: 'failed',
      candidate_version: 'v3',
      problem: 'Laravel is away',
    });
    openApp('/settings/shadow', governance({ 'GET /policies/shadow/runs': answering([shadowRun(), failed]) }));
    const row = within(await screen.findByRole('row', { name: /^v3/ }));
    expect(row.getByText('failed')).toBeInTheDocument();
    expect(row.getAllByText('no data')).toHaveLength(2);
    expect(screen.getByRole('link', { name: 'v5' })).toHaveAttribute('href', '/settings/shadow/run-1');
  });

  it('say what they are for when there is none', async () => {
    openApp('/settings/shadow', governance({ 'GET /policies/shadow/runs': answering([]) }));
    expect(await screen.findByText(/No policy was ever tried/)).toBeInTheDocument();
  });
});

describe('one shadow run', () => {
  it('says in a sentence what would change, and how far that is known', async () => {
    openApp('/settings/shadow/run-1', governance());
    expect(await screen.findByText(/34 of 1,000 replayed decisions would/)).toBeInTheDocument();
    expect(screen.getByText(/Known for 97.0 % of the decisions/)).toBeInTheDocument();
    const gmail = within(screen.getByRole('row', { name: /^gmail/ }));
    expect(gmail.getByText('of all 11.0 % to 14.0 %')).toBeInTheDocument();
    expect(gmail.getByText('no trace had a second attempt')).toBeInTheDocument();
  });

  it('leads from a cell of the matrix to examples', async () => {
    const user = userEvent.setup();
    openApp('/settings/shadow/run-1', governance());
    await user.click(await screen.findByRole('button', { name: '34 from retryable to undeliverable: examples' }));
    expect(screen.getByRole('link', { name: 'decision 123' })).toHaveAttribute(
      'href',
      '/workers?view=decisions&trace_id=123',
    );
    await waitFor(() => expect(location.search).toBe('?cell=gmail.retryable.undeliverable'));
  });

  it('says what the gate makes of it', async () => {
    const closed = comparison({
      eligible: false,
      violations: ['x'],
      explanations: ['Too many unknown.'],
      run_uuid: 'run-9',
    });
    openApp('/settings/shadow/run-1', governance({ 'GET /policies/shadow/compare': answering(closed) }));
    const gate = within(await screen.findByRole('region', { name: 'Gate' }));
    expect(gate.getByText('gate closed')).toBeInTheDocument();
    expect(gate.getByText('Too many unknown.')).toBeInTheDocument();
    expect(gate.getByRole('link', { name: 'Look at that one' })).toHaveAttribute('href', '/settings/shadow/run-9');
  });

  it('claims nothing when it failed', async () => {
    const failed = shadowRun({ state: 'failed', problem: 'Laravel is away', results: [], transitions: [] });
    openApp('/settings/shadow/run-1', governance({ 'GET /policies/shadow/runs/run-1': answering(failed) }));
    expect(await screen.findByText('Laravel is away')).toBeInTheDocument();
    expect(screen.queryByText(/replayed decisions would/)).not.toBeInTheDocument();
  });
});
