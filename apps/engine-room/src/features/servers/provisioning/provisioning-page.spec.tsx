import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, openRegistry } from '../../../testing/open-app';
import {
  bundle,
  check,
  expiredBundle,
  problem,
  registeredPool,
  registry,
  server,
  serverPage,
  source,
  verification,
} from '../../../testing/registry-builder';

const latest = (made: object | null) => ({ 'GET /servers/7/provisioning-bundles/latest': () => json({ data: made }) });

describe('the wizard', () => {
  it('is filled in with what an unregistered worker says, and with the default pool', async () => {
    openRegistry('/provisioning?mode=create&worker_id=w-9&worker_host=h-9&worker_ip=10.0.0.9', registry());
    expect(await screen.findByLabelText(/^Name/)).toHaveValue('h-9');
    expect(screen.getByLabelText(/^IP address/)).toHaveValue('10.0.0.9');
    expect(screen.getByLabelText(/^HELO name/)).toHaveValue('h-9');
    expect(screen.getByLabelText(/^Pool/)).toHaveDisplayValue('Default (default)');
  });

  it('says everything that is wrong at once, beside the fields, and goes to the first', async () => {
    const user = userEvent.setup();
    const { sent } = openRegistry('/provisioning', registry());
    await user.type(await screen.findByLabelText(/^Mail-from/), 'nobody');
    await user.type(screen.getByLabelText(/^Max. concurrency/), '1.5');
    await user.click(screen.getByRole('button', { name: 'Create server' }));
    expect(screen.getByText('Give the server a name')).toBeInTheDocument();
    expect(screen.getByText('Give the address of the server')).toBeInTheDocument();
    expect(screen.getByText('An e-mail address, or nothing')).toBeInTheDocument();
    expect(screen.getByText(/A whole number from 1 to 100000/)).toBeInTheDocument();
    await waitFor(() => expect(screen.getByLabelText(/^Name/)).toHaveFocus());
    expect(sent).toEqual([]);
  });

  it('shows what Laravel says of a field beside it, and keeps what was typed', async () => {
    const user = userEvent.setup();
    const refuse = () =>
      problem(422, 'registry_invalid', 'Laravel refused the record.', [
        { field: 'name', problem: 'This name is taken.' },
        { field: 'ip_address', problem: 'This address is taken.' },
      ]);
    openRegistry('/provisioning', registry({ 'POST /servers': refuse }));
    await user.type(await screen.findByLabelText(/^Name/), 'probe-8');
    await user.type(screen.getByLabelText(/^IP address/), '10.0.0.8');
    await user.click(screen.getByRole('button', { name: 'Create server' }));
    expect(await screen.findByText('This address is taken.')).toBeInTheDocument();
    expect(screen.getByLabelText(/^Name/)).toHaveAccessibleDescription(/This name is taken/);
    expect(screen.getByLabelText(/^Name/)).toHaveValue('probe-8');
    await user.type(screen.getByLabelText(/^Name/), 'b');
    expect(screen.queryByText('This name is taken.')).not.toBeInTheDocument();
  });

  it('remembers a form that was not sent, and goes on to the bundle once it is', async () => {
    const user = userEvent.setup();
    const { sent } = openRegistry(
      '/provisioning',
      registry({ 'POST /servers': () => json({ data: server() }, 201), 'GET /servers': () => json(serverPage([])) }),
    );
    await user.type(await screen.findByLabelText(/^Name/), 'probe-7');
    await user.click(screen.getByRole('link', { name: 'Pools' }));
    await user.click(screen.getByRole('link', { name: 'Provisioning' }));
    expect(await screen.findByLabelText(/^Name/)).toHaveValue('probe-7');
    await user.type(screen.getByLabelText(/^IP address/), '10.0.0.7');
    await user.dblClick(screen.getByRole('button', { name: 'Create server' }));
    await waitFor(() => expect(location.search).toBe('?step=bundle&server_id=7'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toMatchObject({ name: 'probe-7', worker_pool_id: 1, is_active: true, agent_enabled: true });
    expect(sessionStorage).toHaveLength(0);
    expect(await screen.findByRole('heading', { name: 'A bundle for probe-7' })).toHaveFocus();
  });

  it('lets one choose a registered server', async () => {
    const user = userEvent.setup();
    openRegistry('/provisioning', registry());
    await user.click(await screen.findByRole('radio', { name: 'Choose a registered server' }));
    await user.selectOptions(await screen.findByLabelText('Server'), 'probe-7 (10.0.0.7)');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(location.search).toBe('?step=bundle&server_id=7'));
  });

  it('makes a bundle once, counts down, and warns that a new one ends the old', async () => {
    const user = userEvent.setup();
    let made: object | null = null;
    const { sent } = openRegistry(
      '/provisioning?server_id=7',
      registry({
        'GET /servers/7/provisioning-bundles/latest': () => json({ data: made }),
        'POST /servers/7/provisioning-bundles': () => {
          made = bundle();
          return json({ data: made }, 201);
        },
      }),
    );
    await user.dblClick(await screen.findByRole('button', { name: 'Create bundle' }));
    expect(await screen.findByText(/expires in (1 h 00 min|59 min)/)).toBeInTheDocument();
    expect(screen.getByText('The present link stops working at once.')).toBeInTheDocument();
    expect(sent).toHaveLength(1);
    await user.click(screen.getByRole('link', { name: 'Continue to install' }));
    expect(location.search).toBe('?step=install&server_id=7');
  });

  it('copies the install command, and says so', async () => {
    const user = userEvent.setup();
    openRegistry('/provisioning?server_id=7&step=install', registry(latest(bundle())));
    await user.click(await screen.findByRole('button', { name: 'Copy command' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe(bundle().install_command);
    expect(screen.getByText(/This Laravel does not tell how far an installer is/)).toBeInTheDocument();
  });

  it('shows no command of an expired bundle, but the way to a new one', async () => {
    const user = userEvent.setup();
    let present = expiredBundle();
    openRegistry(
      '/provisioning?server_id=7&step=install',
      registry({
        'GET /servers/7/provisioning-bundles/latest': () => json({ data: present }),
        'POST /servers/7/provisioning-bundles': () => {
          present = bundle();
          return json({ data: present }, 201);
        },
      }),
    );
    await screen.findByText('expired');
    expect(screen.queryByRole('button', { name: 'Copy command' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Create a new bundle' }));
    expect(await screen.findByRole('button', { name: 'Copy command' })).toBeInTheDocument();
  });

  it('shows how far the installer is', async () => {
    const stages = [
      { stage: 'prepare', title: 'Check the host', status: 'done', detail: null, at: null },
      { stage: 'download', title: 'Download', status: 'failed', detail: 'no route to host', at: null },
    ];
    openRegistry(
      '/provisioning?server_id=7&step=install',
      registry(latest(bundle({ install_stages: stages as never }))),
    );
    expect(await screen.findByText('The installer stopped')).toBeInTheDocument();
    expect(screen.getByText('no route to host')).toBeInTheDocument();
  });

  it('never shows the registry token, and sends a new one without keeping it', async () => {
    const user = userEvent.setup();
    const stored = {
      ghcr_username: 'bot2',
      ghcr_token_configured: true,
      ghcr_token_masked: '******',
      updated_at: null,
    };
    const { sent } = openRegistry(
      '/provisioning?server_id=7&step=install',
      registry({ ...latest(bundle()), 'PUT /provisioning-credentials': () => json({ data: stored }) }),
    );
    expect(await screen.findByText('Token: ******')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Edit credentials' }));
    await user.type(screen.getByLabelText(/^User name/), '2');
    await user.type(screen.getByLabelText(/^Token/), 'ghp_new');
    await user.click(screen.getByRole('button', { name: 'Save credentials' }));
    expect(await screen.findByText('User name: bot2')).toBeInTheDocument();
    expect(sent[0]?.body).toEqual({ ghcr_username: 'bot2', ghcr_token: 'ghp_new' });
    expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('ghp_new');
  });

  it('runs the checks once, and shows what each saw and what to do', async () => {
    const user = userEvent.setup();
    let run: object | null = null;
    const checks = [
      check({ check: 'claim_next', result: 'fail', evidence: 'Answered 401.', advice: 'Make a new bundle.' }),
    ];
    const { sent } = openRegistry(
      '/provisioning?server_id=7&verification=checked&claim_next_probe=fail',
      registry({
        'GET /servers/7/verification': () => json({ data: run }),
        'POST /servers/7/verify': () => {
          run = verification({ checks, result: 'fail' });
          return json({ data: verification({ checks: [], result: null, finished_at: null }) }, 202);
        },
      }),
    );
    await user.dblClick(await screen.findByRole('button', { name: 'Verify' }));
    expect(await screen.findByText('Answered 401.', {}, { timeout: 4_000 })).toBeInTheDocument();
    expect(screen.getByText(/Make a new bundle/)).toBeInTheDocument();
    expect(sent).toHaveLength(1);
    expect(screen.queryByText('probe-7 is ready')).not.toBeInTheDocument();
  });

  it('ends calmly when the checks pass by themselves', async () => {
    const run = verification({ trigger: 'first_heartbeat' });
    openRegistry(
      '/provisioning?server_id=7&step=verify',
      registry({ 'GET /servers/7/verification': () => json({ data: run }) }),
    );
    const done = (await screen.findByText('probe-7 is ready')).closest('div');
    expect(within(done as HTMLElement).getByRole('link', { name: 'Manage Server' })).toHaveAttribute(
      'href',
      '/servers/7',
    );
    expect(screen.getByText(/by itself, with the first heartbeat/)).toBeInTheDocument();
  });

  it('warns of servers without a worker only where it is told to', async () => {
    const counts = { all: 3, operational: 1, needs_attention: 2, matched: 1, unmatched: 2 };
    openRegistry(
      '/provisioning',
      registry({ 'GET /servers': () => json(serverPage([server()], { counts, require_runtime_match: true })) }),
    );
    expect(await screen.findByText('2 registered servers without a matching worker')).toBeInTheDocument();
  });

  it('says that Laravel is away, also in the middle', async () => {
    const away = () => problem(503, 'laravel_unavailable', 'Laravel did not answer.');
    openRegistry('/provisioning?server_id=7&step=install', registry({ 'GET /servers/7': away }));
    expect(await screen.findByText('Server 7 cannot be read now')).toBeInTheDocument();
  });
});

describe('editing a server', () => {
  const archived = registeredPool({ id: 2, name: 'Old', slug: 'old', is_active: false, is_default: false });
  const routes = {
    'GET /servers/7': () =>
      json({ data: server({ pool: { id: 2, slug: 'old', name: 'Old' } }), meta: { source: source() } }),
    'GET /pool-registry': () =>
      json({
        data: [
          registeredPool(),
          archived,
          registeredPool({ id: 3, name: 'Gone', is_active: false, is_default: false }),
        ],
        meta: { source: source() },
      }),
    'PUT /servers/7': () => json({ data: server() }),
  };

  it('offers active pools, and the present one marked when it is archived', async () => {
    openRegistry('/servers/7/edit', registry(routes));
    const pool = await screen.findByLabelText(/^Pool/);
    expect(pool).toHaveDisplayValue(/Old \(archived/);
    const names = within(pool)
      .getAllByRole('option')
      .map((option) => option.textContent);
    expect(names).toEqual(['Choose a pool', 'Default (default)', expect.stringContaining('Old')]);
  });

  it('asks before what was typed is lost, and not after it was stored', async () => {
    const user = userEvent.setup();
    const { sent } = openRegistry('/servers/7/edit', registry(routes));
    await user.type(await screen.findByLabelText(/^Region/), 'eu');
    await user.click(screen.getByRole('link', { name: 'Servers' }));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Stay' }));
    expect(location.pathname).toBe('/servers/7/edit');
    await user.click(screen.getByRole('button', { name: 'Save changes' }));
    await waitFor(() => expect(location.pathname).toBe('/servers/7'));
    expect(sent[0]).toMatchObject({ method: 'PUT', body: { region: 'eu', notes: null, worker_pool_id: 2 } });
  });
});
