import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, openApp } from '../../testing/open-app';
import { problem, source } from '../../testing/registry-builder';
import { answering, cluster } from '../../testing/trace-builder';

const PLACE = '/workers?view=clusters';
const page = (clusters: readonly object[], over = {}) =>
  json({
    data: clusters,
    meta: { source: source(), traces: 1_077, resolved: 460, unresolved: 617, total: 1, ...over },
  });

const tag = {
  provider: 'gmail',
  tag: 'connection_unstable',
  count: 40,
  share: 0.8,
  share_percent: 80,
  sample_workers: 3,
};

const drafted = {
  cluster: cluster(),
  profile: 'gmail',
  list: 'enhanced_rules',
  rule: { rule_id: 'gmail-draft', enhanced_prefixes: ['4.7.28'], decision_class: 'retryable' },
  base_version: 'v4.2.0',
  effect: {
    traces: 1_077,
    changed: 140,
    changed_in_cluster: 132,
    transitions: [{ from: 'unknown', to: 'retryable', count: 140 }],
    indeterminate: 12,
  },
  cautions: ['The rule would hold for all of gmail.'],
};

const clusters = (routes = {}) =>
  answering({
    'GET /decisions/clusters': () => page([cluster()]),
    'GET /providers/unknown/reasons': () => json({ data: [tag, { ...tag, provider: 'yahoo', tag: 'other_unknown' }] }),
    'POST /decisions/clusters/abc123abc123/draft-rule': () => json({ data: drafted }),
    ...routes,
  });

describe('the unknown replies', () => {
  it('lists what is alike, with its trend in words, and the tags beside it', async () => {
    openApp(PLACE, clusters());
    const row = await screen.findByRole('row', { name: /421 4\.7\.28/ });
    for (const words of [
      'gmail',
      '*.example.net',
      '132',
      '61.0 %',
      '9 in the latest hour, at most 9 an hour in 2 hours',
    ])
      expect(row).toHaveTextContent(words);
    expect(await screen.findByRole('row', { name: /connection_unstable.*80\.0 %/ })).toBeInTheDocument();
  });

  it('keeps the provider in the URL, for the tags too', async () => {
    const user = userEvent.setup();
    const { read } = openApp(PLACE, clusters());
    await screen.findByRole('row', { name: /other_unknown/ });
    await user.click(screen.getByRole('radio', { name: 'gmail' }));
    await waitFor(() => expect(location.search).toBe('?view=clusters&cluster_provider=gmail'));
    await waitFor(() => expect(read.some(({ search }) => search?.includes('provider=gmail'))).toBe(true));
    expect(screen.queryByRole('row', { name: /other_unknown/ })).not.toBeInTheDocument();
  });

  it('shows the tags also when Laravel cannot be read', async () => {
    const away = () => problem(503, 'laravel_unavailable', 'Laravel did not answer.');
    openApp(PLACE, clusters({ 'GET /decisions/clusters': away }));
    expect(await screen.findByText('The unresolved replies cannot be read now')).toBeInTheDocument();
    expect(await screen.findByRole('row', { name: /connection_unstable/ })).toBeInTheDocument();
  });

  it('says that newer traces are missing', async () => {
    const old = { source: source({ state: 'last_good', problem: 'No answer within 5 s.' }) };
    openApp(PLACE, clusters({ 'GET /decisions/clusters': () => page([cluster()], old) }));
    expect(await screen.findByText('Laravel cannot be read: newer traces are missing')).toBeInTheDocument();
  });

  it('drafts a rule with its effect and cautions, and leads to the members', async () => {
    const user = userEvent.setup();
    const { sent } = openApp(PLACE, clusters());
    await user.click(await screen.findByRole('link', { name: '421 4.7.28' }));
    const panel = within(await screen.findByRole('dialog', { name: 'gmail 421 4.7.28 from *.example.net' }));
    expect(panel.getByRole('link', { name: 'Trace 101' })).toHaveAttribute(
      'href',
      '/workers?view=decisions&trace_id=101',
    );
    await user.dblClick(panel.getByRole('button', { name: 'Draft a rule' }));
    expect(
      await panel.findByText(/would decide 140 differently, 132 of this cluster and 8 of other replies/),
    ).toBeVisible();
    expect(panel.getByText(/"rule_id": "gmail-draft"/)).toBeInTheDocument();
    expect(panel.getByText('The rule would hold for all of gmail.')).toBeInTheDocument();
    expect(panel.getByRole('button', { name: 'Copy rule' })).toBeInTheDocument();
    expect(sent).toHaveLength(1);
  });

  it('says why a rule was not drafted', async () => {
    const user = userEvent.setup();
    const refused = () => problem(403, 'forbidden', 'This needs the scope operator.');
    openApp(
      `${PLACE}&cluster_id=abc123abc123`,
      clusters({ 'POST /decisions/clusters/abc123abc123/draft-rule': refused }),
    );
    await user.click(await screen.findByRole('button', { name: 'Draft a rule' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/signed in for reading only.*Request req-9/);
  });

  it('shows the small ones when asked', async () => {
    const user = userEvent.setup();
    const many = Array.from({ length: 25 }, (_, place) => cluster({ id: String(place), smtp_code: 400 + place }));
    openApp(PLACE, clusters({ 'GET /decisions/clusters': () => page(many, { total: 25 }) }));
    await user.click(await screen.findByRole('button', { name: 'Show all 25 kinds' }));
    expect(await screen.findByRole('row', { name: /424/ })).toBeInTheDocument();
    expect(location.search).toContain('cluster_all=true');
  });

  it('says so when the cluster of a link is no more', async () => {
    openApp(`${PLACE}&cluster_id=000000000000`, clusters());
    expect(await screen.findByText(/No unresolved reply of this kind/)).toBeInTheDocument();
  });
});
