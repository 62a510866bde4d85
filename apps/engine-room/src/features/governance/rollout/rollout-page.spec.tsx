import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AT, decision } from '../../../testing/fleet-builder';
import {
  answering,
  autopilot,
  autopilotEvent,
  canary,
  cohort,
  governance,
  measure,
  member,
  rollout,
  verdict,
} from '../../../testing/governance-builder';
import { openApp } from '../../../testing/open-app';
import { problem } from '../../../testing/registry-builder';

describe('the rollout', () => {
  it('says in a sentence where it stands, and what the autopilot does', async () => {
    openApp('/settings/rollout', governance());
    expect(await screen.findByText(/is rolled out to 25 % of the workers; everybody else runs v4/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Widen to 50 %' })).toBeInTheDocument();
    expect(screen.getByText('watching')).toBeInTheDocument();
    expect(screen.getByText('1 of 3')).toBeInTheDocument();
  });

  it('names what the autopilot took back with the decision that counts now', async () => {
    const event = autopilotEvent({ action: 'rollback', version: 'v5', at: AT });
    const back = rollout({
      state: 'stable',
      active_version: 'v4',
      stable_version: 'v4',
      canary_percent: 100,
      decision: decision({ at: AT, actor: 'autopilot', reason: 'Taken back at 25 %' }),
      autopilot: autopilot({ events: [event] }),
    });
    openApp('/settings/rollout', governance({ 'GET /policies/rollout': answering(back) }));
    const now = within(await screen.findByRole('region', { name: 'Now' }));
    expect(now.getByText(/The autopilot took back/)).toHaveTextContent(
      'Everybody runs v4. The autopilot took back v5; nothing is under way.',
    );
  });

  it('shows each measure with its verdict, its figures, and the same as a table', async () => {
    const user = userEvent.setup();
    const worse = measure({
      verdict: 'fail',
      cohort: 0.2,
      difference: 0.1,
      low: 0.08,
      high: 0.12,
      because: 'At least 8.0 points more.',
    });
    openApp(
      '/settings/rollout',
      governance({
        'GET /policies/canary': answering(
          canary({ providers: [verdict({ provider: 'gmail', verdict: 'fail', measures: [worse] })] }),
        ),
      }),
    );
    const gmail = within(await screen.findByRole('region', { name: 'gmail' }));
    expect(gmail.getByText('At least 8.0 points more.')).toBeInTheDocument();
    expect(gmail.getByText(/4,000 addresses by 3 workers of the cohort, 12,000 by 9 of the rest/)).toBeInTheDocument();
    await user.click(gmail.getByText('The figures of gmail as tables'));
    const row = within(gmail.getByRole('row', { name: /^Unknown/ }));
    expect(row.getByText('+8.0 points')).toBeInTheDocument();
    const all = within(screen.getByRole('region', { name: 'All providers' }));
    expect(all.getByRole('img', { name: /^Unknown at All providers: cohort 11.0 %, rest 10.0 %/ })).toBeInTheDocument();
  });

  it('never shows a missing figure as a good one', async () => {
    const unknown = measure({
      verdict: 'hold',
      cohort: null,
      rest: null,
      difference: null,
      low: null,
      high: null,
      because: 'Nobody reports it.',
    });
    openApp(
      '/settings/rollout',
      governance({
        'GET /policies/canary': answering(
          canary({ overall: verdict({ verdict: 'hold', measures: [unknown] }), providers: [], points: [] }),
        ),
      }),
    );
    const all = within(await screen.findByRole('region', { name: 'All providers' }));
    expect(all.getByText('Nothing measured yet')).toBeInTheDocument();
    expect(all.getAllByText('not enough is known to tell')).not.toHaveLength(0);
    expect(all.queryByText('pass')).not.toBeInTheDocument();
  });

  it('finds the workers that have not followed', async () => {
    const user = userEvent.setup();
    const members = [
      member(),
      member({ worker_id: 'w-7', pool: 'edge', state: 'not_yet', reported_version: 'v4' }),
      member({ worker_id: 'w-8', in_cohort: false, told_version: 'v4', reported_version: null, state: 'unknown' }),
    ];
    openApp('/settings/rollout', governance({ 'GET /policies/cohort': answering(cohort({ members })) }));
    await user.selectOptions(await screen.findByLabelText('State'), 'Does not run it yet');
    const workers = within(screen.getByRole('region', { name: 'Workers' }));
    expect(workers.getByRole('link', { name: 'w-7' })).toHaveAttribute('href', '/workers/w-7');
    expect(workers.queryByRole('link', { name: 'w-1' })).not.toBeInTheDocument();
    expect(location.search).toBe('?state=not_yet');
  });

  it('tells the story with reasons and figures', async () => {
    const because = 'unknown +9.8 points (at least +8.1, allowed +5.0)';
    const events = [
      autopilotEvent({ action: 'rollback', because }),
      autopilotEvent({ action: 'hold', is_dry_run: true }),
    ];
    openApp(
      '/settings/rollout',
      governance({ 'GET /policies/rollout': answering(rollout({ autopilot: autopilot({ events }) })) }),
    );
    const story = within(await screen.findByRole('list', { name: 'What has happened' }));
    expect(story.getByText(because)).toBeInTheDocument();
    expect(story.getByText('(dry run: not done)')).toBeInTheDocument();
  });

  it('says what everybody runs when nothing is under way, and asks for no verdict', async () => {
    const stable = rollout({ state: 'stable', active_version: 'v4', canary_percent: 100 });
    openApp('/settings/rollout', governance({ 'GET /policies/rollout': answering(stable) }));
    expect(await screen.findByText(/Nothing is under way/)).toBeInTheDocument();
    expect(screen.queryByText('Cohort against the rest')).not.toBeInTheDocument();
  });

  it('keeps the rest of the page when the verdict cannot be read', async () => {
    openApp(
      '/settings/rollout',
      governance({ 'GET /policies/canary': () => problem(503, 'intents_unknown', 'Not read yet.') }),
    );
    expect(await screen.findByText('The verdict cannot be read now')).toBeInTheDocument();
    expect(screen.getByText('The rollout goes on as it was decided.')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Roll back' })).toBeEnabled();
  });
});
