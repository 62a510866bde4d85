import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, openRegistry } from '../../../testing/open-app';
import { match, problem, registry, server, serverPage, source, unmatched } from '../../../testing/registry-builder';

const rowOf = (name: string) => screen.getByRole('row', { name: new RegExp(name) });

describe('the servers page', () => {
  it('keeps three facts apart, also when a matched worker is silent', async () => {
    const row = server({
      heartbeat: { state: 'stale', last_at: '2026-03-01T02:00:00Z', age_seconds: 3_600 },
      runtime: match({ presence: 'silent' }),
      needs_attention: true,
      attention: ['Laravel has not heard it for an hour.'],
    });
    openRegistry('/servers', registry({ 'GET /servers': () => json(serverPage([row])) }));
    await screen.findByText('probe-7');
    for (const fact of ['running', 'said by the agent', 'delayed', 'matched', 'silent', 'needs attention: Laravel'])
      expect(rowOf('probe-7')).toHaveTextContent(fact);
    expect(screen.getByRole('link', { name: 'Manage probe-7' })).toHaveAttribute('href', '/servers/7');
    expect(within(rowOf('probe-7')).queryAllByRole('button')).toEqual([]);
  });

  it('filters by the URL, counts each filter, and understands the words of former links', async () => {
    const user = userEvent.setup();
    const counts = { all: 9, operational: 5, needs_attention: 4, matched: 6, unmatched: 3 };
    const { read } = openRegistry(
      '/servers?registry_filter=mismatch',
      registry({ 'GET /servers': () => json(serverPage([server({ runtime: unmatched() })], { counts })) }),
    );
    expect(await screen.findByRole('radio', { name: /Unmatched\s*3/ })).toBeChecked();
    expect(read[0]?.search).toContain('filter=unmatched');
    await user.click(screen.getByRole('radio', { name: /Needs attention\s*4/ }));
    await waitFor(() => expect(location.search).toBe('?filter=needs_attention'));
    await user.type(screen.getByRole('textbox', { name: /Search/ }), 'eu');
    await waitFor(() => expect(read.at(-1)?.search).toContain('q=eu'));
    expect(location.search).toBe('?filter=needs_attention&q=eu');
  });

  it('never hides that the list is an old copy', async () => {
    const old = source({ state: 'last_good', fetched_at: '2026-03-01T02:00:00Z', problem: 'No answer within 5 s.' });
    openRegistry('/servers', registry({ 'GET /servers': () => json(serverPage([server()], { source: old })) }));
    expect(await screen.findByText('Laravel cannot be read: this is an old copy')).toBeInTheDocument();
    expect(screen.getByText(/No answer within 5 s/)).toBeInTheDocument();
  });

  it('says what to do where no Laravel is configured', async () => {
    const none = () => problem(503, 'laravel_not_configured', 'No Laravel is configured.');
    openRegistry('/servers', registry({ 'GET /servers': none }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/LARAVEL_INTERNAL_API_BASE_URL.*Request req-9/);
  });

  it('does not colour as known what no agent has said', async () => {
    const said = server({ id: 8, name: 'probe-8' });
    const guess = server({ process: { state: 'running', basis: 'registry', last_transition_at: null } });
    openRegistry('/servers', registry({ 'GET /servers': () => json(serverPage([guess, said])) }));
    await screen.findByText('probe-7');
    expect(within(rowOf('probe-7')).getByText('running').closest('[data-tone]')).toHaveAttribute('data-tone', 'quiet');
    expect(within(rowOf('probe-8')).getByText('running').closest('[data-tone]')).toHaveAttribute('data-tone', 'ok');
  });

  it('comes back when Laravel does', async () => {
    const user = userEvent.setup();
    let isAway = true;
    const answer = () =>
      isAway ? problem(503, 'laravel_unavailable', 'Laravel did not answer.') : json(serverPage([server()]));
    openRegistry('/servers', registry({ 'GET /servers': answer }));
    await screen.findByText('The servers cannot be read now');
    isAway = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('probe-7')).toBeInTheDocument();
  });

  it('offers to register the workers that belong to none', async () => {
    const stray = { worker_id: 'w 9', host: 'h-9', ip_address: '10.0.0.9', pool: 'default', presence: 'live' } as const;
    openRegistry(
      '/servers',
      registry({ 'GET /servers': () => json(serverPage([server()], { unregistered_workers: [stray] })) }),
    );
    expect(await screen.findByRole('link', { name: 'Register w 9' })).toHaveAttribute(
      'href',
      '/provisioning?mode=create&worker_id=w+9&worker_host=h-9&worker_ip=10.0.0.9',
    );
  });

  it.each([
    ['/servers?server_id=7', '/servers/7'],
    ['/servers?edit_server_id=7', '/servers/7/edit'],
  ])('leads from %s to %s', async (from, to) => {
    openRegistry(from, registry());
    await waitFor(() => expect(location.pathname).toBe(to));
  });
});
