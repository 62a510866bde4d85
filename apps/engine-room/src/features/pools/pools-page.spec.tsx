import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeStream } from '../../testing/fake-stream';
import { overview, pool, snapshot } from '../../testing/fleet-builder';
import { json, openRegistry } from '../../testing/open-app';
import { problem, registeredPool, registry, source } from '../../testing/registry-builder';

const rowOf = (name: string) => within(screen.getByRole('row', { name: new RegExp(`^${name}`) }));
const edge = registeredPool({
  id: 2,
  slug: 'edge',
  name: 'Edge',
  is_default: false,
  archive_lock: '2 servers are linked to it.',
  linked_servers_count: 2,
  linked_servers: [
    { id: 7, name: 'probe-7' },
    { id: 8, name: 'probe-8' },
  ],
  provider_profiles: { generic: 'standard', gmail: 'low_hit', microsoft: 'standard', yahoo: 'standard' },
});
const having = (...records: readonly object[]) => ({
  'GET /pool-registry': () => json({ data: records, meta: { source: source() } }),
});
const running = snapshot({
  overview: overview({ pools: [pool(), pool({ pool: 'Edge', online: 5 }), pool({ pool: 'stray' })] }),
});

describe('the pools page', () => {
  it('puts the records beside what runs, and names what nobody registered', async () => {
    openRegistry('/pools', registry(having(registeredPool(), edge)));
    await screen.findByRole('link', { name: 'default' });
    FakeStream.current.tell('snapshot', running);
    expect(rowOf('edge').getByText('5')).toBeInTheDocument();
    expect(rowOf('edge').getByText('gmail: low hit')).toBeInTheDocument();
    expect(rowOf('edge').getByRole('link', { name: 'probe-8' })).toHaveAttribute('href', '/servers/8');
    expect(rowOf('stray').getByText('not registered')).toBeInTheDocument();
    expect(screen.getAllByRole('row')).toHaveLength(4);
  });

  it('shows what runs also when the records cannot be read', async () => {
    openRegistry(
      '/pools',
      registry({ 'GET /pool-registry': () => problem(503, 'laravel_not_configured', 'No Laravel is configured.') }),
    );
    await screen.findByText('No Laravel application is connected');
    FakeStream.current.tell('snapshot', running);
    expect(screen.getByRole('button', { name: 'Scale stray' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'New pool' })).toBeDisabled();
  });

  it('explains what locks a pool', async () => {
    const user = userEvent.setup();
    openRegistry('/pools', registry(having(registeredPool(), edge)));
    await user.click(await screen.findByRole('button', { name: 'Actions for edge' }));
    const archive = await screen.findByRole('menuitem', { name: /Archive/ });
    expect(archive).toHaveTextContent('2 servers are linked to it.');
    expect(archive).toHaveAttribute('data-disabled');
  });

  it('archives after a question that starts on Cancel', async () => {
    const user = userEvent.setup();
    const free = { ...edge, archive_lock: null };
    const { sent } = openRegistry(
      '/pools',
      registry({
        ...having(free),
        'POST /pool-registry/2/archive': () => json({ data: { ...free, is_active: false } }),
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Actions for edge' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Archive' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Archive Edge?' }));
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus());
    await user.type(dialog.getByLabelText('Reason'), 'merged');
    await user.dblClick(dialog.getByRole('button', { name: 'Archive' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([{ method: 'POST', path: '/api/pool-registry/2/archive', body: { reason: 'merged' } }]);
  });

  it('opens a pool by its URL, warns of a changed slug, and sends what was chosen', async () => {
    const user = userEvent.setup();
    const { sent } = openRegistry(
      '/pools?edit_pool_id=2',
      registry({ ...having(edge), 'PUT /pool-registry/2': () => json({ data: edge }) }),
    );
    const dialog = within(await screen.findByRole('dialog', { name: 'Edit Edge' }));
    await user.type(dialog.getByLabelText(/^Slug/), '-2');
    expect(dialog.getByText('Installed workers keep the old slug')).toBeInTheDocument();
    await user.selectOptions(dialog.getByLabelText('yahoo'), 'warm-up: workers probe only a little (degraded probe)');
    await user.click(dialog.getByRole('button', { name: 'Save pool' }));
    await waitFor(() => expect(location.search).toBe(''));
    expect(sent[0]?.body).toMatchObject({ slug: 'edge-2', provider_profiles: { gmail: 'low_hit', yahoo: 'warmup' } });
  });

  it('says what is wrong with a new pool, all at once', async () => {
    const user = userEvent.setup();
    const { sent } = openRegistry('/pools', registry(having(edge)));
    await user.click(await screen.findByRole('button', { name: 'New pool' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'New pool' }));
    await user.type(dialog.getByLabelText(/^Slug/), '-x');
    await user.click(dialog.getByRole('button', { name: 'Create pool' }));
    expect(dialog.getByText('Give the pool a name')).toBeInTheDocument();
    expect(dialog.getByText(/starting with a letter or figure/)).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('scales a pool that nobody runs yet', async () => {
    const user = userEvent.setup();
    openRegistry('/pools', registry(having(edge)));
    await user.click(await screen.findByRole('button', { name: 'Scale edge' }));
    expect(await screen.findByRole('dialog', { name: 'Scale edge' })).toBeInTheDocument();
  });
});
