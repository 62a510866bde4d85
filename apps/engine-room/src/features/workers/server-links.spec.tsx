import { screen } from '@testing-library/react';
import { FakeStream } from '../../testing/fake-stream';
import { snapshot, worker } from '../../testing/fleet-builder';
import { json, openApp, type Answer } from '../../testing/open-app';
import { match, problem, registry, server, serverPage } from '../../testing/registry-builder';

const workers = ['w-1', 'w-2', 'w-3', 'w-4'].map((worker_id) => worker({ worker_id, host: `h ${worker_id}` }));

/** w-1 is matched, w-2 could be one of two, w-3 belongs to nobody, w-4 is not known yet. */
const known = registry({
  'GET /servers': () =>
    json(
      serverPage(
        [
          server(),
          server({
            id: 8,
            name: 'probe-8',
            runtime: match({ state: 'ambiguous', worker_id: null, candidates: ['w-2'] }),
          }),
        ],
        {
          unregistered_workers: [
            { worker_id: 'w-3', host: 'h w-3', ip_address: '10.0.0.1', pool: 'default', presence: 'live' },
          ],
        },
      ),
    ),
});

function open(answer: Answer) {
  openApp('/workers', undefined, answer);
  FakeStream.current.tell('snapshot', snapshot({ workers }));
}

describe('from a worker to its server', () => {
  it('leads to the server of a matched worker, and registers one that belongs to none', async () => {
    open(known);
    expect(await screen.findByRole('link', { name: 'Manage Server of w-1' })).toHaveAttribute('href', '/servers/7');
    expect(screen.getByRole('link', { name: 'Manage Server of w-2' })).toHaveAttribute('href', '/servers/8');
    expect(screen.getByRole('link', { name: 'Register Server of w-3' })).toHaveAttribute(
      'href',
      '/provisioning?mode=create&worker_id=w-3&worker_host=h+w-3&worker_ip=10.0.0.1',
    );
    expect(screen.queryByRole('link', { name: /Server of w-4/ })).not.toBeInTheDocument();
  });

  it('shows the link in the drawer, and never a control of the process', async () => {
    openApp('/workers/w-1', undefined, known);
    FakeStream.current.tell('snapshot', snapshot({ workers }));
    expect(await screen.findByRole('link', { name: 'Manage Server' })).toHaveAttribute('href', '/servers/7');
    for (const name of [/^Start/, /^Stop/, /^Restart/])
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  });

  it('fails quietly: no link, and the reason on hover', async () => {
    open(registry({ 'GET /servers': () => problem(503, 'laravel_unavailable', 'Laravel did not answer.') }));
    const marks = await screen.findAllByTitle('No link to a server: Laravel did not answer.');
    expect(marks).toHaveLength(4);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
