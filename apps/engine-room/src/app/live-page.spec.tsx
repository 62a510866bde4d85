import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeStream } from '../testing/fake-stream';
import { delta, overview, provider, snapshot, totals, worker } from '../testing/fleet-builder';
import { json, openApp } from '../testing/open-app';

const header = () => within(screen.getByRole('banner'));

describe('the live page', () => {
  it('fills from the snapshot and follows the deltas', async () => {
    openApp('/overview');
    expect(header().getByText('connecting')).toBeInTheDocument();
    FakeStream.current.tell('snapshot', snapshot());
    expect(header().getByText('live')).toBeInTheDocument();
    expect(screen.getByText('Nothing is wrong.')).toBeInTheDocument();
    FakeStream.current.tell(
      'delta',
      delta({
        overview: overview({
          conditions: [
            {
              key: 'worker_offline:w-2',
              type: 'worker_offline',
              severity: 'critical',
              subject: 'w-2',
              message: 'Worker w-2 is silent.',
              since: null,
            },
          ],
        }),
      }),
    );
    expect(screen.queryByText('Nothing is wrong.')).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open w-2' })).toHaveAttribute('href', '/workers/w-2');
  });

  it('does not rest its calm on providers without data', () => {
    openApp('/overview');
    FakeStream.current.tell(
      'snapshot',
      snapshot({ overview: overview({ providers: [provider(), provider({ provider: 'yahoo', status: 'no_data' })] }) }),
    );
    expect(screen.getByText(/No data about yahoo/)).toBeInTheDocument();
  });

  it('shows a figure that nobody measured as no data', () => {
    openApp('/overview');
    FakeStream.current.tell(
      'snapshot',
      snapshot({ overview: overview({ totals: totals({ emails_per_second: null }) }) }),
    );
    const section = within(screen.getByRole('region', { name: 'E-mails a second' }));
    expect(section.getByText('no data')).toBeInTheDocument();
  });

  it('asks for a snapshot when a delta was missed', async () => {
    openApp('/overview');
    const first = FakeStream.current;
    first.tell('snapshot', snapshot());
    first.tell('delta', delta({ sequence: 7 }));
    expect(header().getByText('reconnecting')).toBeInTheDocument();
    await waitFor(() => expect(FakeStream.opened).toHaveLength(2));
    expect(first.readyState).toBe(first.CLOSED);
    FakeStream.current.tell('snapshot', snapshot({ sequence: 7 }));
    expect(header().getByText('live')).toBeInTheDocument();
  });

  it('says how old the data is while the browser reconnects, and keeps showing it', () => {
    openApp('/workers');
    FakeStream.current.tell('snapshot', snapshot());
    FakeStream.current.break();
    expect(header().getByText('reconnecting')).toBeInTheDocument();
    expect(header().getByText(/^data from \d+ s ago$/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'w-1' })).toBeInTheDocument();
  });

  it('explains that we are signed out', async () => {
    openApp('/overview', () => json({}, 401));
    FakeStream.current.break({ refused: true });
    expect(await screen.findByText('You are signed out.')).toBeInTheDocument();
    expect(header().getByText('signed out')).toBeInTheDocument();
  });

  it('says that decisions cannot be stored while Redis is away', () => {
    openApp('/overview');
    const away = { redis: 'away', redis_away_since: totals().at, intents_loaded: true, replica: 'a' } as const;
    FakeStream.current.tell('snapshot', snapshot({ overview: overview({ control_plane: away }) }));
    expect(screen.getByText(/Decisions cannot be stored/)).toBeInTheDocument();
  });

  it('stands still while paused, and catches up on resume', async () => {
    const user = userEvent.setup();
    openApp('/workers');
    const first = FakeStream.current;
    first.tell('snapshot', snapshot());
    await user.click(screen.getByRole('button', { name: 'Pause updates' }));
    expect(header().getByText('paused')).toBeInTheDocument();
    expect(header().getByText(/^data from \d\d:\d\d:\d\d$/)).toBeInTheDocument();
    expect(first.readyState).toBe(first.CLOSED);
    expect(screen.getByRole('link', { name: 'w-1' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Resume updates' }));
    FakeStream.current.tell('snapshot', snapshot({ sequence: 40, workers: [worker({ worker_id: 'w-9' })] }));
    expect(header().getByText('live')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'w-9' })).toBeInTheDocument();
  });
});
