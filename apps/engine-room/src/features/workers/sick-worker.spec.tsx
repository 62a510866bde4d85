import type { WorkerRow } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeStream } from '../../testing/fake-stream';
import { decision, overview, pool, snapshot, totals, worker } from '../../testing/fleet-builder';
import { openApp } from '../../testing/open-app';

/** Heard last four minutes before the instant of the built fleet. */
const silent = (over: Partial<WorkerRow> = {}) =>
  worker({
    worker_id: 'w-2',
    presence: 'silent',
    last_heartbeat_at: '2026-03-01T02:56:00Z',
    why: { code: 'silent', text: 'Silent, last heard 2026-03-01 02:56:00 UTC. Runs; nobody decided otherwise.' },
    ...over,
  });

const rowOf = (workerId: string) => within(screen.getByRole('row', { name: new RegExp(`${workerId}\\b`) }));

describe('a worker that is not heard from', () => {
  it('is named where its pool lacks it, one step from the overview', () => {
    openApp('/overview');
    const condition = {
      key: 'pool_under_capacity:default',
      type: 'pool_under_capacity',
      severity: 'warning',
      subject: 'default',
      message: 'Pool default has 1 of 2 workers',
      since: null,
    } as const;
    FakeStream.current.tell(
      'snapshot',
      snapshot({
        workers: [worker(), silent(), silent({ worker_id: 'w-3', pool: 'other' })],
        overview: overview({ conditions: [condition], pools: [pool({ online: 1, silent: 1, under_capacity: 1 })] }),
      }),
    );
    const wrong = within(screen.getByRole('region', { name: 'What is wrong' }));
    expect(wrong.getByRole('link', { name: 'w-2' })).toHaveAttribute('href', '/workers/w-2');
    expect(wrong.getByText('4 min 00 s')).toBeInTheDocument();
    expect(wrong.queryByRole('link', { name: /w-[13]$/ })).not.toBeInTheDocument();
  });

  it('is counted while it is late, before it counts as silent', () => {
    openApp('/overview');
    const counted = totals({ workers_known: 5, workers_live: 2, workers_silent: 1 });
    FakeStream.current.tell('snapshot', snapshot({ overview: overview({ totals: counted }) }));
    expect(screen.getByRole('link', { name: /^2 late$/ })).toHaveAttribute('href', '/workers?presence=late');
  });

  it('does not pass its last rates off as its present', () => {
    openApp('/workers');
    FakeStream.current.tell('snapshot', snapshot({ workers: [worker(), silent()] }));
    expect(rowOf('w-1').getByText('5.0')).toBeInTheDocument();
    expect(rowOf('w-2').getAllByText('no data')).toHaveLength(2);
    expect(rowOf('w-2').getByText(/Not heard from since/)).toBeInTheDocument();
  });

  it('says so first in its drawer, with the host to look at', async () => {
    openApp('/workers/w-2');
    FakeStream.current.tell('snapshot', snapshot({ workers: [silent({ host: 'probe-2' })] }));
    const drawer = within(await screen.findByRole('dialog'));
    expect(drawer.getByText(/No heartbeat for 4 min 00 s/)).toBeInTheDocument();
    expect(drawer.getByText(/Look at its host: probe-2, 10\.0\.0\.1/)).toBeInTheDocument();
    expect(drawer.getByText(/before its last heartbeat/)).toBeInTheDocument();
  });

  it('is warned of in the dialog: it will not hear of the decision now', async () => {
    const user = userEvent.setup();
    openApp('/workers');
    FakeStream.current.tell('snapshot', snapshot({ workers: [worker(), silent()] }));
    await user.click(screen.getByRole('button', { name: 'Pause w-2' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText('This worker is not heard from')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    await user.click(screen.getByRole('button', { name: 'Pause w-1' }));
    expect(within(screen.getByRole('dialog')).queryByText(/not heard from/)).not.toBeInTheDocument();
  });
});

describe('a decision of somebody else', () => {
  it('is read in the dialog before it is replaced', async () => {
    const user = userEvent.setup();
    openApp('/workers');
    const theirs = decision({ reason: 'on a block list' });
    const held = worker({
      status: 'paused',
      desired_state: 'paused',
      intent: { desired: 'paused', decision: theirs, quarantine: null, revision: 1 },
    });
    FakeStream.current.tell('snapshot', snapshot({ workers: [held] }));
    await user.click(screen.getByRole('button', { name: 'Resume w-1' }));
    expect(within(screen.getByRole('dialog')).getByText(/Paused by ana.*“on a block list”/)).toBeInTheDocument();
  });
});
