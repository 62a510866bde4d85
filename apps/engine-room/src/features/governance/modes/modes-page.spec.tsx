import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { decision } from '../../../testing/fleet-builder';
import { answering, governance, layer, modeView } from '../../../testing/governance-builder';
import { json, openApp } from '../../../testing/open-app';
import { problem } from '../../../testing/registry-builder';

const byHand = modeView({
  mode: 'drain',
  source: 'manual',
  layers: [
    layer({ mode: 'drain', decision: decision({ reason: 'outage' }) }),
    layer({
      source: 'autopilot',
      counts: false,
      decision: decision({ actor: 'autopilot', reason: 'unknown +6 points' }),
    }),
  ],
  explanation: 'Drain, because ana set it by hand.',
  revision: 3,
});
const cardOf = async (provider: string) => within(await screen.findByRole('region', { name: provider }));

describe('the provider modes', () => {
  it('say what counts, who said so, and what lies below it', async () => {
    openApp('/settings/providers', governance({ 'GET /providers/modes': answering([byHand]) }));
    const card = await cardOf('gmail');
    expect(card.getByText('Drain, because ana set it by hand.')).toBeInTheDocument();
    const [first, second] = card.getAllByRole('listitem');
    expect(first).toHaveTextContent(/drain.*set by hand.*counts.*“outage”/);
    expect(second).toHaveTextContent(/cautious.*canary autopilot.*does not count now/);
  });

  it('name the pools in which it is otherwise, with the reason', async () => {
    const pools = [
      { pool: 'default', mode: 'normal', source: 'default', profile: 'standard' },
      { pool: 'edge', mode: 'cautious', source: 'pool_profile', profile: 'low_hit' },
    ] as const;
    openApp('/settings/providers', governance({ 'GET /providers/modes': answering([modeView({ pools })]) }));
    const card = await cardOf('gmail');
    expect(card.getByRole('list', { name: /otherwise/ })).toHaveTextContent(
      'cautious in edge (pool profile “low hit”)',
    );
    expect(card.getByText('otherwise in 1 of 2 pools')).toBeInTheDocument();
  });

  it('head the card with what every pool is told, not with what none is', async () => {
    const pools = ['default', 'edge'].map((pool) => {
      return { pool, mode: 'cautious', source: 'pool_profile', profile: 'low_hit' } as const;
    });
    openApp('/settings/providers', governance({ 'GET /providers/modes': answering([modeView({ pools })]) }));
    const card = await cardOf('gmail');
    expect(card.getAllByText('cautious')).toHaveLength(2);
    expect(card.queryByText('normal')).not.toBeInTheDocument();
    expect(card.getByRole('list', { name: /otherwise/ })).toHaveTextContent('in default and edge');
  });

  it('are set with a reason and an end, once however fast one clicks, and can be undone', async () => {
    const user = userEvent.setup();
    const { sent } = openApp(
      '/settings/providers',
      governance({
        'POST /providers/gmail/mode': () => json({ data: { provider: 'gmail', mode: 'drain', revision: 1 } }),
        'DELETE /providers/gmail/mode': () => json({ data: { provider: 'gmail', mode: 'normal', revision: 2 } }),
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Set mode of gmail' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Set the mode of gmail' }));
    await user.click(dialog.getByRole('radio', { name: 'drain' }));
    expect(dialog.getByText('Nobody probes gmail while this counts')).toBeInTheDocument();
    await user.click(dialog.getByRole('radio', { name: '30 min' }));
    await user.type(dialog.getByLabelText('Reason'), 'outage');
    await user.dblClick(dialog.getByRole('button', { name: 'Set drain' }));
    expect(await screen.findByText('gmail is set to drain for 30 min')).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent).toEqual([
      {
        method: 'POST',
        path: '/api/providers/gmail/mode',
        body: { mode: 'drain', reason: 'outage', expires_in_seconds: 1_800 },
      },
      { method: 'DELETE', path: '/api/providers/gmail/mode', body: { reason: 'Undo' } },
    ]);
  });

  it('go back to automatic after a question that starts on Cancel', async () => {
    const user = userEvent.setup();
    const { sent } = openApp(
      '/settings/providers',
      governance({
        'GET /providers/modes': answering([byHand]),
        'DELETE /providers/gmail/mode': () => json({ data: { provider: 'gmail', mode: 'cautious', revision: 4 } }),
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Back to automatic: gmail' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Set gmail back to automatic?' }));
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus());
    expect(dialog.getByText(/Below it lies cautious \(canary autopilot\)/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Back to automatic' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Set mode of gmail' })).toHaveFocus());
  });

  it('keep what was typed when they are refused, and say who may', async () => {
    const user = userEvent.setup();
    openApp(
      '/settings/providers',
      governance({ 'POST /providers/gmail/mode': () => problem(403, 'forbidden', 'This token may only read.') }),
    );
    await user.click(await screen.findByRole('button', { name: 'Set mode of gmail' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Reason'), 'outage');
    await user.click(dialog.getByRole('button', { name: 'Set normal' }));
    expect(await dialog.findByText(/ask for the operator’s token/)).toBeInTheDocument();
    expect(dialog.getByLabelText('Reason')).toHaveValue('outage');
  });

  it('tell workers to fetch again, and that nothing else happens', async () => {
    const user = userEvent.setup();
    const { sent } = openApp(
      '/settings/providers',
      governance({
        'POST /providers/policies/reload': () =>
          json({ data: { last_reload_at: '2026-03-01T03:00:00Z', reload_count: 1 } }),
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Reload' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/changes no mode and no version/)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Reload' }));
    await waitFor(() => expect(sent).toEqual([expect.objectContaining({ body: { reason: '' } })]));
  });

  it('say what still holds when they cannot be read', async () => {
    openApp(
      '/settings/providers',
      governance({ 'GET /providers/modes': () => problem(503, 'intents_unknown', 'The decisions are not read yet.') }),
    );
    expect(await screen.findByText('The provider modes cannot be read now')).toBeInTheDocument();
    expect(screen.getByText(/Workers keep the modes that they were told last/)).toBeInTheDocument();
  });
});
