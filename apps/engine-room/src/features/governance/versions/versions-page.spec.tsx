import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PolicyFinding } from '@app/contracts';
import {
  answering,
  governance,
  payloadView,
  policyDiff,
  stableVersion,
  version,
} from '../../../testing/governance-builder';
import { json, openApp } from '../../../testing/open-app';
import { problem } from '../../../testing/registry-builder';

const findings: readonly PolicyFinding[] = [
  { kind: 'invalid', path: 'profiles.generic.retry', message: 'is missing' },
  { kind: 'without_effect', path: 'profiles.aol', message: 'is never looked up' },
];
const invalid = version({ version: 'v6', validation_status: 'invalid', findings, payload_kept: false });
const having = (...versions: readonly object[]) => ({ 'GET /policies/versions': answering(versions) });
const rowOf = async (name: string) => within(await screen.findByRole('row', { name: new RegExp(`^${name}`) }));

describe('the policy versions', () => {
  it('say what each is to the fleet, and what was found in it', async () => {
    openApp('/settings/policies', governance(having(invalid, stableVersion())));
    const row = await rowOf('v6');
    expect(row.getByText('1 error and 1 value without effect')).toBeInTheDocument();
    expect(row.getByText('not kept here')).toBeInTheDocument();
    expect((await rowOf('v4')).getByText('everybody runs it')).toBeInTheDocument();
  });

  it('invite to validate the first one', async () => {
    const user = userEvent.setup();
    openApp('/settings/policies', governance(having()));
    await user.click(await screen.findByRole('button', { name: 'Validate the first version' }));
    expect(await screen.findByRole('dialog', { name: 'Validate a version' })).toBeInTheDocument();
  });

  it('are validated, with everything that was found', async () => {
    const user = userEvent.setup();
    const refusal = () =>
      problem(422, 'policy_invalid', 'The payload of v6 cannot be used.', [
        { field: 'profiles.generic.retry', problem: 'is missing' },
      ]);
    const { sent } = openApp(
      '/settings/policies',
      governance({ ...having(invalid), 'POST /policies/validate': refusal }),
    );
    await user.click(await screen.findByRole('button', { name: 'Validate a version' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Validate' }));
    expect(dialog.getByText('Name the version')).toBeInTheDocument();
    await user.type(dialog.getByLabelText(/^Version/), ' v6 ');
    await user.click(dialog.getByRole('button', { name: 'Validate' }));
    expect(await dialog.findByText('The payload of v6 cannot be used.')).toBeInTheDocument();
    expect(dialog.getByRole('region', { name: '1 error' })).toHaveTextContent('profiles.generic.retry is missing');
    expect(dialog.getByRole('region', { name: '1 value without effect' })).toBeInTheDocument();
    expect(sent).toEqual([{ method: 'POST', path: '/api/policies/validate', body: { version: 'v6', notes: '' } }]);
  });

  it('say where one goes from a check that passed', async () => {
    const user = userEvent.setup();
    openApp(
      '/settings/policies?validate=v5',
      governance({ 'POST /policies/validate': () => json({ data: version() }) }),
    );
    const dialog = within(await screen.findByRole('dialog', { name: 'Validate v5' }));
    await user.click(dialog.getByRole('button', { name: 'Validate' }));
    expect(await dialog.findByText('v5 is valid')).toBeInTheDocument();
    expect(dialog.getAllByRole('button', { name: 'Close' }).at(-1)).toHaveFocus(); // the form that had it is gone
    expect(dialog.getByRole('link', { name: 'Start a shadow run' })).toHaveAttribute(
      'href',
      '/settings/shadow?candidate=v5',
    );
  });

  it('cannot be promoted while invalid, and say why', async () => {
    const user = userEvent.setup();
    openApp('/settings/policies', governance(having(invalid)));
    await user.click(await screen.findByRole('button', { name: 'Actions for v6' }));
    const item = await screen.findByRole('menuitem', { name: /Promote/ });
    expect(item).toHaveTextContent('Its payload was found invalid.');
    expect(item).toHaveAttribute('data-disabled');
  });
});

describe('one policy version', () => {
  it('shows its payload as it was sent and as a worker keeps it', async () => {
    const user = userEvent.setup();
    openApp('/settings/policies/v5', governance());
    const payload = await screen.findByRole('region', { name: 'Payload of v5' });
    expect(payload).not.toHaveTextContent('schema_version');
    await user.click(screen.getByRole('radio', { name: 'As a worker keeps it' }));
    expect(screen.getByRole('region', { name: 'Payload of v5' })).toHaveTextContent('schema_version');
    expect(location.search).toBe('?as=kept');
  });

  it('says so when a worker would refuse it', async () => {
    openApp(
      '/settings/policies/v5?as=kept',
      governance({ 'GET /policies/versions/v5/payload': answering(payloadView({ normalised: null, source: 'kept' })) }),
    );
    expect(await screen.findByText('A worker refuses this payload')).toBeInTheDocument();
    expect(screen.getByText(/the copy kept here/)).toBeInTheDocument();
  });

  it('lists how it differs from another one', async () => {
    const user = userEvent.setup();
    const { read } = openApp('/settings/policies/v5', governance());
    await user.selectOptions(await screen.findByLabelText('Compare with'), 'v4 (stable)');
    expect(
      await screen.findByText('1 difference from v4 to v5, defaults filled in on both sides.'),
    ).toBeInTheDocument();
    await user.click(screen.getByText('The same as a table: 1 difference'));
    const row = within(screen.getByRole('row', { name: /default_seconds/ }));
    expect([row.getByText('90'), row.getByText('120')]).toHaveLength(2);
    expect(read.some(({ search }) => search === '?against=v4')).toBe(true);
  });

  it('says it in a sentence when nothing differs', async () => {
    openApp(
      '/settings/policies/v5?against=v4',
      governance({ 'GET /policies/versions/v5/diff': answering(policyDiff({ identical: true, changes: [] })) }),
    );
    expect(await screen.findByText(/both say the same/)).toBeInTheDocument();
  });

  it('explains what to set when no Laravel is connected, and keeps the rest', async () => {
    const none = () => problem(503, 'laravel_not_configured', 'No Laravel is configured.');
    openApp('/settings/policies/v5', governance({ 'GET /policies/versions/v5/payload': none }));
    expect(await screen.findByText('No Laravel application is connected')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByText('kept here')).toBeInTheDocument());
  });
});
