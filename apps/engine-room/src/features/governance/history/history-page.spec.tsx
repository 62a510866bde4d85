import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answering, governance, rolloutEntry } from '../../../testing/governance-builder';
import { openApp } from '../../../testing/open-app';

const entries = [
  rolloutEntry({
    action: 'rollback',
    version: 'v4',
    from_version: 'v5',
    triggered_by: 'autopilot',
    actor: 'autopilot',
    source: 'automation',
    notes: 'unknown +9 points',
    revision: 9,
  }),
  rolloutEntry({ triggered_by: 'release-bot', actor: 'ana' }),
];
const having = { 'GET /policies/rollouts': answering(entries) };
const rows = () => screen.getAllByRole('row').slice(1);

describe('the rollout history', () => {
  it('says what, from where, who and why', async () => {
    openApp('/settings/history', governance(having));
    const row = within(await screen.findByRole('row', { name: /^v4/ }));
    expect(row.getByText('rolled back to it')).toBeInTheDocument();
    expect(row.getByText('unknown +9 points')).toBeInTheDocument();
    expect(row.getByRole('link', { name: 'v5' })).toHaveAttribute('href', '/settings/policies/v5');
    expect(screen.getByText('(signed in as ana)')).toBeInTheDocument();
  });

  it('is narrowed by what stands in the URL', async () => {
    const user = userEvent.setup();
    openApp('/settings/history?source=automation', governance(having));
    await screen.findByRole('row', { name: /^v4/ });
    expect(rows()).toHaveLength(1);
    await user.selectOptions(screen.getByLabelText('Decided by'), 'By anybody');
    await user.type(screen.getByLabelText(/^Search/), 'release-bot');
    expect(rows()).toHaveLength(1);
    await waitFor(() => expect(location.search).toBe('?q=release-bot'));
  });

  it('says so when nothing was ever decided', async () => {
    openApp('/settings/history', governance({ 'GET /policies/rollouts': answering([]) }));
    expect(await screen.findByText(/Nothing was ever decided/)).toBeInTheDocument();
  });
});

it('keeps the pages of governance beside each other, and says which one it is', async () => {
  openApp('/settings/history', governance());
  const tabs = within(await screen.findByRole('navigation', { name: 'Settings' }));
  expect(tabs.getByRole('link', { name: 'History' })).toHaveAttribute('aria-current', 'page');
  expect(tabs.getByRole('link', { name: 'Runtime settings' })).not.toHaveAttribute('aria-current');
});
