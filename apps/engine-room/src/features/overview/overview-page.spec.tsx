import type { AutopilotView, RolloutView } from '@app/contracts';
import { screen, within } from '@testing-library/react';
import { FakeStream } from '../../testing/fake-stream';
import { AT, decision, overview, provider, snapshot } from '../../testing/fleet-builder';
import { autopilotEvent } from '../../testing/governance-builder';
import { json, openApp } from '../../testing/open-app';
import { problem } from '../../testing/registry-builder';
import { answering } from '../../testing/trace-builder';

const autopilot: AutopilotView = {
  enabled: true,
  dry_run: false,
  state: 'watching',
  healthy_windows: 2,
  required_windows: 3,
  window_seconds: 300,
  next_evaluation_at: null,
  because: '',
  events: [],
};
const rollout = (over: Partial<RolloutView> = {}): RolloutView => ({
  state: 'canary',
  active_version: 'v4.3.0',
  stable_version: 'v4.2.0',
  canary_percent: 25,
  decision: decision({ actor: 'maria' }),
  revision: 3,
  rollback_to: 'v4.2.0',
  rollback_why: '',
  next_percent: 50,
  autopilot,
  ...over,
});

const open = (routes: Parameters<typeof answering>[0]) => {
  openApp('/overview', answering(routes));
  FakeStream.current.tell(
    'snapshot',
    snapshot({
      overview: overview({
        providers: [provider({ mode: 'drain', mode_source: 'manual' }), provider({ provider: 'yahoo', workers: 0 })],
      }),
    }),
  );
};
const strip = () => screen.findByRole('region', { name: 'SMTP policy' });

describe('the policy on the overview', () => {
  it('tells a rollout that is under way: version, share, verdict, autopilot', async () => {
    open({
      'GET /policies/rollout': () => json({ data: rollout() }),
      'GET /policies/canary': () => json({ data: { overall: { verdict: 'hold' }, summary: 'Not enough is known.' } }),
    });
    expect(await screen.findByText(/Not enough is known/)).toBeInTheDocument();
    const words = await strip();
    for (const word of ['v4.3.0', '25 %', 'v4.2.0', 'hold', '2 of 3 healthy windows'])
      expect(words).toHaveTextContent(word);
    expect(within(words).getByRole('link', { name: 'Rollout' })).toHaveAttribute('href', '/settings/rollout');
  });

  it('names the policy that everybody runs when nothing is under way', async () => {
    open({ 'GET /policies/rollout': () => json({ data: rollout({ state: 'stable', active_version: 'v4.2.0' }) }) });
    expect(await screen.findByText(/No rollout is under way/)).toBeInTheDocument();
    expect(await strip()).toHaveTextContent(/Policy v4\.2\.0.*maria/);
  });

  it('names the version that was taken back, and why', async () => {
    const decided = decision({ actor: 'autopilot', reason: 'Taken back at 25 %: unknown rate.' });
    const { at } = decided;
    const back = autopilotEvent({ action: 'rollback', version: 'v4.3.0', at });
    const now = rollout({
      state: 'stable',
      active_version: 'v4.2.0',
      decision: decided,
      autopilot: { ...autopilot, events: [back] },
    });
    open({ 'GET /policies/rollout': () => json({ data: now }) });
    expect(await screen.findByText(/No rollout is under way/)).toBeInTheDocument();
    expect(await strip()).toHaveTextContent(/autopilot, .* about v4\.3\.0: “Taken back at 25 %: unknown rate\.”/);
  });

  it('calls it baseline when no version was promoted', async () => {
    const none = rollout({ state: 'none', active_version: null, stable_version: null, decision: null });
    open({ 'GET /policies/rollout': () => json({ data: none }) });
    expect(await screen.findByText('baseline')).toBeInTheDocument();
  });

  it('does not guess when it cannot be read', async () => {
    open({ 'GET /policies/rollout': () => problem(503, 'intents_unknown', 'The decisions were never read.') });
    expect(await screen.findByText('The decisions were never read.')).toBeInTheDocument();
    expect(await strip()).not.toHaveTextContent('baseline');
  });
});

describe('the providers on the overview', () => {
  const basis = { basis: 'none', window_seconds: 600, sample: null, weighted_by: 'none' } as const;
  const estimate = { value: 0.42, low: 0.388, high: 0.452, sample: 812 };

  it('shows the mode with who set it, and the change with what it is from', async () => {
    open({
      'GET /providers/quality/drift': () =>
        json({
          data: [
            {
              ...basis,
              provider: 'gmail',
              unknown_delta: 0.2,
              unknown_baseline: 0.1,
              baseline_basis: 'history',
              drift_recommendation: 'set_cautious',
              why: {},
            },
            {
              ...basis,
              provider: 'yahoo',
              unknown_delta: null,
              unknown_baseline: null,
              baseline_basis: 'history',
              drift_recommendation: null,
              why: { unknown_delta: 'No worker reports about it.' },
            },
          ],
        }),
    });
    const table = within(screen.getByRole('region', { name: 'Providers' }));
    expect(await table.findByText('20.0 points more')).toBeInTheDocument();
    expect(table.getByRole('row', { name: /gmail/ })).toHaveTextContent(/drain.*set by hand.*than 10\.0 % before/);
    expect(table.getByRole('row', { name: /yahoo/ })).toHaveTextContent('not measured');
    expect(table.getByText(/No worker reports about it/)).toHaveTextContent('change of unknown of yahoo');
  });

  it('shows an interval where there was something to measure, and says so where not', async () => {
    const calibration = (name: string, over = {}) => ({
      provider: name,
      workers: 3,
      calibration_confidence: 'none',
      unknown: null,
      by_confidence: [],
      why: {},
      ...over,
    });
    open({
      'GET /providers/accuracy/calibration': () =>
        json({
          data: [calibration('gmail', { calibration_confidence: 'high', unknown: estimate }), calibration('yahoo')],
          meta: { traces: { count: 900, from: AT, to: AT, problem: 'Laravel did not answer.' } },
        }),
      'GET /providers/quality': () => json({ data: [{ ...basis, provider: 'gmail', recovery: estimate, why: {} }] }),
    });
    const table = within(screen.getByRole('region', { name: 'Accuracy' }));
    expect(await table.findAllByText('38.8 to 45.2 %, of 812')).not.toHaveLength(0);
    expect(table.getByText(/from 900 recorded decisions/)).toBeInTheDocument();
    expect(table.getByText('Laravel did not answer.')).toBeInTheDocument();
    const silent = within(table.getByRole('row', { name: /yahoo/ }));
    expect(silent.getAllByText('not measured')).toHaveLength(4);
    expect(silent.queryByText(/%/)).not.toBeInTheDocument();
  });
});

describe('the shadow runs on the overview', () => {
  it('says that there are none, and what one is for', async () => {
    open({ 'GET /policies/shadow/runs': () => json({ data: [] }) });
    expect(await screen.findByText(/No candidate was tried in a shadow run yet/)).toBeInTheDocument();
  });

  it('leads to a run, and shows no figure of one that was cancelled', async () => {
    const summary = { unknown_rate_avg: 0.2, reclassified_share: 0.06, highest_risk_recommendation: 'set_cautious' };
    const run = { run_uuid: 'r-1', candidate_version: 'v9', evaluated_at: AT, traces: 10, state: 'done', summary };
    const stopped = { ...run, run_uuid: 'r-2', candidate_version: 'v8', state: 'cancelled' };
    open({ 'GET /policies/shadow/runs': () => json({ data: [run, stopped] }) });
    expect(await screen.findByRole('link', { name: 'v9' })).toHaveAttribute('href', '/settings/shadow/r-1');
    expect(screen.getByRole('row', { name: /v9/ })).toHaveTextContent(/be careful.*20\.0 %.*6\.0 %/);
    const row = within(screen.getByRole('row', { name: /v8/ }));
    expect(row.getAllByText('no data')).toHaveLength(2);
  });
});
