import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Operation } from '@app/contracts';
import { json, openRegistry } from '../../../testing/open-app';
import { having, match, operation, problem, registry, server } from '../../../testing/registry-builder';

const control = () => within(screen.getByRole('region', { name: 'Infrastructure control' }));

/** A host whose command is under way until `finish`. */
function host() {
  let operations: Operation[] = [];
  return {
    routes: {
      'GET /servers/7/commands': () => json({ data: operations }),
      'POST /servers/7/commands': ({ body }: { readonly body: unknown }) => {
        operations = [operation({ state: 'running', ...(body as Pick<Operation, 'action'>) }), ...operations];
        return json({ data: operations[0] }, 202);
      },
    },
    finish: (over: Partial<Operation>) => {
      operations = operations.map((known) => ({ ...known, ...over }));
    },
  };
}

describe('the page of a server', () => {
  it('sends one command for a double click, with a key of its own, and follows it to its output', async () => {
    const user = userEvent.setup();
    const { routes, finish } = host();
    const { sent } = openRegistry('/servers/7', registry(routes));
    await user.dblClick(await screen.findByRole('button', { name: 'Status check' }));
    await waitFor(() => expect(control().getByText('running')).toBeInTheDocument());
    expect(sent).toEqual([
      {
        method: 'POST',
        path: '/api/servers/7/commands',
        body: { action: 'status' },
        key: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      },
    ]);
    expect(control().getByRole('button', { name: 'Start' })).toBeDisabled();
    finish({ state: 'succeeded', output: 'active (running)' });
    expect(await control().findByText('active (running)', {}, { timeout: 3_000 })).toBeInTheDocument();
    expect(control().getByRole('button', { name: 'Start' })).toBeEnabled();
  });

  it('asks before it restarts, tells it from runtime intents, and starts on the way out', async () => {
    const user = userEvent.setup();
    const { sent } = openRegistry('/servers/7', registry(host().routes));
    await user.click(await screen.findByRole('button', { name: 'Restart' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Restart the process on probe-7?' }));
    expect(dialog.getByText(/pause, drain, quarantine.* is something else/)).toBeInTheDocument();
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus());
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Restart' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Restart' }));
    await waitFor(() => expect(sent).toHaveLength(1));
  });

  it('repeats a command whose answer was lost with the same key', async () => {
    const user = userEvent.setup();
    let isLost = true;
    const { routes } = host();
    const { sent } = openRegistry(
      '/servers/7',
      registry({
        ...routes,
        'POST /servers/7/commands': (line) =>
          isLost ? Promise.reject(new Error('connection lost')) : routes['POST /servers/7/commands'](line),
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Start' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('may or may not have been carried out');
    isLost = false;
    await user.click(screen.getByRole('button', { name: 'Send the same command again' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]?.key).toBeDefined();
    expect(sent[1]?.key).toBe(sent[0]?.key);
  });

  it('controls nothing while it is ambiguous whose process it is, and says who it could be', async () => {
    const row = server({
      runtime: match({ state: 'ambiguous', worker_id: null, presence: null, candidates: ['w-7', 'w-8'] }),
      command_refusal: 'Two workers report as this server.',
    });
    openRegistry('/servers/7', registry(having(row)));
    expect(await screen.findByText('Two workers report as this server.')).toBeInTheDocument();
    for (const name of ['Start', 'Stop', 'Restart', 'Status check'])
      expect(screen.getByRole('button', { name })).toBeDisabled();
    expect(control().getByRole('link', { name: 'w-8' })).toHaveAttribute('href', '/workers/w-8');
  });

  it('explains why it cannot be deleted', async () => {
    openRegistry('/servers/7', registry(having(server({ delete_lock: 'The process still runs.' }))));
    expect(await screen.findByText('The process still runs.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Delete server' })).toBeDisabled();
  });

  it('keeps the question open when the deletion is refused, and says why', async () => {
    const user = userEvent.setup();
    const refuse = () => problem(409, 'registry_refused', 'It has just started again; nothing was changed.');
    openRegistry('/servers/7', registry({ 'DELETE /servers/7': refuse }));
    await user.click(await screen.findByRole('button', { name: 'Delete server' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    expect(await within(screen.getByRole('dialog')).findByRole('alert')).toHaveTextContent('just started again');
  });

  it('leaves for the list once it is deleted', async () => {
    const user = userEvent.setup();
    const gone = () => json({ data: { id: 7, name: 'probe-7', deleted: true } });
    openRegistry('/servers/7', registry({ 'DELETE /servers/7': gone }));
    await user.click(await screen.findByRole('button', { name: 'Delete server' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(location.pathname).toBe('/servers'));
  });

  it('says that a server is unknown, and where the others are', async () => {
    openRegistry('/servers/99', registry());
    expect(await screen.findByText('Server 99 cannot be found')).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: 'All servers' })[0]).toHaveAttribute('href', '/servers');
  });

  it.each(['/servers/0', '/servers/7x', '/servers/-1'])('knows no page %s', async (path) => {
    openRegistry(path, registry());
    expect(await screen.findByRole('heading', { name: 'No such page' })).toBeInTheDocument();
  });
});
