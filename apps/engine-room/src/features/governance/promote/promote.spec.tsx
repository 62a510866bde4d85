import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT } from '../../../testing/fleet-builder';
import {
  answering,
  comparison,
  governance,
  rollout,
  stableVersion,
  version,
} from '../../../testing/governance-builder';
import { json, openApp, type Answer } from '../../../testing/open-app';
import { problem } from '../../../testing/registry-builder';

const stable = rollout({ state: 'stable', active_version: 'v4', canary_percent: 100, next_percent: null });
const calm = {
  'GET /policies/rollout': answering(stable),
  'GET /policies/versions': answering([version(), stableVersion()]),
};
const openPromote = async (answer: Answer) => {
  const app = openApp('/settings/policies?promote=v5', answer);
  return { ...app, dialog: within(await screen.findByRole('dialog', { name: 'Roll out v5' })) };
};

describe('rolling a version out', () => {
  it('proposes the smallest part, and says whom it reaches and what a shadow run predicts', async () => {
    const { dialog } = await openPromote(governance(calm));
    expect(await dialog.findByRole('radio', { name: '1 %' })).toBeChecked();
    expect(await dialog.findByText(/About 1 worker of 2/)).toBeInTheDocument();
    expect(await dialog.findByText(/34 of 1,000 replayed decisions would have been another one/)).toBeInTheDocument();
    expect(dialog.getByText(/would grow most at gmail: \+2.0 points/)).toBeInTheDocument();
    expect(dialog.getByText('gate open')).toBeInTheDocument();
    expect(dialog.getByRole('link', { name: 'Look at the run' })).toHaveAttribute('href', '/settings/shadow/run-1');
  });

  it('sends the chosen part with the reason, once', async () => {
    const user = userEvent.setup();
    const { dialog, sent } = await openPromote(
      governance({ ...calm, 'POST /policies/promote': () => json({ data: version() }) }),
    );
    await user.click(await dialog.findByRole('radio', { name: '25 %' }));
    await user.type(dialog.getByLabelText('Reason'), 'new rules');
    await user.dblClick(dialog.getByRole('button', { name: 'Roll out to 25 %' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([
      {
        method: 'POST',
        path: '/api/policies/promote',
        body: { version: 'v5', canary_percent: 25, notes: 'new rules', if_revision: 7 },
      },
    ]);
  });

  it('goes on with the next step of what is under way', async () => {
    const { dialog } = await openPromote(governance());
    expect(await dialog.findByRole('radio', { name: '50 %' })).toBeChecked();
    expect(await dialog.findByText(/whoever has it, keeps it/)).toBeInTheDocument();
  });

  it('warns of a version that was taken back before', async () => {
    const back = version({ rolled_back_at: AT });
    const { dialog } = await openPromote(
      governance({ ...calm, 'GET /policies/versions': answering([back, stableVersion()]) }),
    );
    expect(await dialog.findByText('v5 was taken back before')).toBeInTheDocument();
    expect(dialog.getByRole('link', { name: 'rollout history' })).toHaveAttribute('href', '/settings/history?q=v5');
  });

  it('says that workers go back where the share becomes smaller', async () => {
    const user = userEvent.setup();
    const { dialog } = await openPromote(governance());
    await user.click(await dialog.findByRole('radio', { name: '5 %' }));
    expect(await dialog.findByText(/the others of these go back/)).toBeInTheDocument();
  });

  it('warns that nothing is known without a shadow run', async () => {
    const none = comparison({
      eligible: false,
      violations: ['shadow_run_missing'],
      run_uuid: null,
      gate_mode: 'warn_only',
    });
    const { dialog } = await openPromote(governance({ ...calm, 'GET /policies/shadow/compare': answering(none) }));
    expect(await dialog.findByText('There is no shadow run of it')).toBeInTheDocument();
  });

  it('says beforehand that the gate will refuse it, and why', async () => {
    const closed = comparison({
      eligible: false,
      violations: ['gmail:unknown_delta_exceeded'],
      explanations: ['At gmail 5.4 points more would be unknown, 5.0 are allowed.'],
    });
    const { dialog } = await openPromote(governance({ ...calm, 'GET /policies/shadow/compare': answering(closed) }));
    expect(await dialog.findByText('The gate is closed: it will be refused')).toBeInTheDocument();
    expect(dialog.getByText(/At gmail 5.4 points more/)).toBeInTheDocument();
  });

  it('knows without a run that a policy which says the same changes nothing', async () => {
    const same = comparison({ run_uuid: null, evaluated_at: '', providers: [] });
    const { dialog } = await openPromote(governance({ ...calm, 'GET /policies/shadow/compare': answering(same) }));
    expect(await dialog.findByText('To a worker it says the same as v4: nothing would change.')).toBeInTheDocument();
  });

  it('tells what happened when the payload has changed, and leads to validating it', async () => {
    const user = userEvent.setup();
    const { dialog, read } = await openPromote(
      governance({
        ...calm,
        'POST /policies/promote': () => problem(409, 'policy_payload_changed', 'The payload of v5 has changed.'),
      }),
    );
    await user.click(await dialog.findByRole('button', { name: 'Roll out to 1 %' }));
    expect(await dialog.findByText('The payload of v5 has changed.')).toBeInTheDocument();
    await waitFor(() => expect(read.filter(({ path }) => path === '/api/policies/rollout').length).toBeGreaterThan(1));
    await user.click(dialog.getByRole('link', { name: 'Validate v5' }));
    expect(await screen.findByRole('dialog', { name: 'Validate v5' })).toBeInTheDocument();
  });

  it('offers everybody alone where the rest would have nothing to stay on', async () => {
    const none = rollout({ state: 'none', active_version: null, stable_version: null, canary_percent: 0 });
    const { dialog } = await openPromote(governance({ ...calm, 'GET /policies/rollout': answering(none) }));
    expect(await dialog.findByRole('button', { name: 'Roll out to everybody' })).toBeInTheDocument();
    expect(dialog.queryByRole('radio', { name: '25 %' })).not.toBeInTheDocument();
  });
});

describe('rolling back', () => {
  it('says where to and why, starts on Cancel, and is one step', async () => {
    const user = userEvent.setup();
    const { sent } = openApp(
      '/settings/rollout',
      governance({ 'POST /policies/rollback': () => json({ data: stableVersion() }) }),
    );
    await user.click(await screen.findByRole('button', { name: 'Roll back' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Roll back from v5 to v4?' }));
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus());
    expect(dialog.getByText('It is what everybody outside the canary runs.')).toBeInTheDocument();
    await user.type(dialog.getByLabelText('Reason'), 'unknowns');
    await user.dblClick(dialog.getByRole('button', { name: 'Roll back to v4' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([
      { method: 'POST', path: '/api/policies/rollback', body: { notes: 'unknowns', if_revision: 7 } },
    ]);
  });

  it('is locked where it leads nowhere, and says why', async () => {
    const nowhere = rollout({ rollback_to: null, rollback_why: 'Every earlier version was taken back.' });
    openApp('/settings/rollout', governance({ 'GET /policies/rollout': answering(nowhere) }));
    expect(await screen.findByRole('button', { name: 'Roll back' })).toBeDisabled();
    expect(screen.getByText(/Every earlier version was taken back/)).toBeInTheDocument();
  });

  it('cannot be confirmed any more when somebody has decided otherwise meanwhile', async () => {
    const user = userEvent.setup();
    let present = rollout();
    openApp(
      '/settings/rollout',
      governance({
        'GET /policies/rollout': () => json({ data: present }),
        'POST /policies/rollback': () => {
          present = rollout({ revision: 8, canary_percent: 50 });
          return problem(409, 'intent_changed', 'Somebody else has just changed the rollout.');
        },
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'Roll back' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Roll back to v4' }));
    expect(await dialog.findByText('The rollout has changed since this was asked')).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Roll back to v4' })).toBeDisabled();
    await user.click(dialog.getByRole('button', { name: 'Ask about what counts now' }));
    expect(dialog.getByText(/The cohort \(50 %\) is told v4/)).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Roll back to v4' })).toBeEnabled();
  });
});
