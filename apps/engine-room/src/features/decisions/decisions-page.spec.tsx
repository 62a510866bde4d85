import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { json, openApp } from '../../testing/open-app';
import { problem } from '../../testing/registry-builder';
import { explainedAttempt, explanation, explorer, ruleCheck, trace, tracePage } from '../../testing/trace-builder';

const PLACE = '/workers?view=decisions';
const asked = (read: readonly { readonly path: string; readonly search?: string }[]) =>
  read.filter(({ path }) => path === '/api/decisions/trace').map(({ search }) => search);

describe('the decision trace explorer', () => {
  it('shows what a reply meant, and what it was recorded as where the two differ', async () => {
    const traces = [trace(), trace({ id: 100, decision_class: 'undeliverable', unfolded_class: 'undeliverable' })];
    openApp(PLACE, explorer({ 'GET /decisions/trace': () => json(tracePage(traces)) }));
    const folded = await screen.findByRole('row', { name: /trace 101/ });
    expect(folded).toHaveTextContent('retryable');
    expect(folded).toHaveTextContent('recorded as unknown');
    expect(folded).toHaveTextContent('451 4.7.1');
    const plain = screen.getByRole('row', { name: /trace 100/ });
    expect(plain).toHaveTextContent('undeliverable');
    expect(plain).not.toHaveTextContent('recorded as');
  });

  it('reads the words of former links, and ignores a number of rows that is none', async () => {
    const { read } = openApp(`${PLACE}&trace_provider=gmail&trace_limit=900&trace_before_id=50`, explorer());
    await screen.findByRole('row', { name: /trace 101/ });
    expect(asked(read)).toEqual(['?provider=gmail&limit=20&before_id=50']);
  });

  it('applies a choice at once, starts at the newest again, and goes back with the browser', async () => {
    const user = userEvent.setup();
    const { read } = openApp(`${PLACE}&trace_before_id=50`, explorer());
    await screen.findByRole('row', { name: /trace 101/ });
    await user.selectOptions(screen.getByLabelText('Decision'), 'policy blocked');
    await waitFor(() => expect(asked(read).at(-1)).toBe('?decision_class=policy_blocked&limit=20'));
    history.back();
    await waitFor(() => expect(screen.getByLabelText('Decision')).toHaveDisplayValue('All'));
    expect(location.search).toContain('trace_before_id=50');
  });

  it('asks for what is typed once the typing rests', async () => {
    const user = userEvent.setup();
    const { read } = openApp(PLACE, explorer());
    await screen.findByRole('row', { name: /trace 101/ });
    await user.type(screen.getByLabelText('Reason tag'), 'mail');
    await waitFor(() => expect(asked(read).at(-1)).toBe('?reason_tag=mail&limit=20'));
    expect(asked(read)).toHaveLength(2);
    await waitFor(() => expect(location.search).toContain('trace_reason_tag=mail'));
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    await waitFor(() => expect(location.search).toBe('?view=decisions'));
  });

  it('goes to older traces and back to the newest', async () => {
    const user = userEvent.setup();
    const { read } = openApp(
      PLACE,
      explorer({ 'GET /decisions/trace': () => json(tracePage([trace()], { next_before_id: 101 })) }),
    );
    await user.click(await screen.findByRole('button', { name: 'Older' }));
    await waitFor(() => expect(asked(read).at(-1)).toBe('?limit=20&before_id=101'));
    expect(screen.getByRole('main')).toHaveFocus();
    await user.click(await screen.findByRole('button', { name: 'Newest' }));
    await waitFor(() => expect(location.search).toBe('?view=decisions'));
  });

  it('says how far a search has looked, and goes on', async () => {
    const user = userEvent.setup();
    const part = { next_before_id: 7, scanned: 1_000, is_partial: true };
    const { read } = openApp(
      `${PLACE}&trace_decision_class=policy_blocked`,
      explorer({ 'GET /decisions/trace': () => json(tracePage([], part)) }),
    );
    expect(await screen.findByText(/Looked at 1,000 traces and found 0/)).toBeInTheDocument();
    expect(screen.queryByText(/No trace matches/)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Go on looking' }));
    await waitFor(() => expect(asked(read).at(-1)).toContain('before_id=7'));
  });

  it.each([
    ['laravel_not_configured', /LARAVEL_INTERNAL_API_BASE_URL.*Request req-9/],
    ['laravel_unavailable', /Probing goes on meanwhile/],
  ])('says what to do when Laravel is away: %s', async (code, words) => {
    openApp(PLACE, explorer({ 'GET /decisions/trace': () => problem(503, code, 'Laravel did not answer.') }));
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });
});

describe('one decision', () => {
  it('opens from its line, explains itself, and gives the focus back', async () => {
    const user = userEvent.setup();
    openApp(PLACE, explorer());
    const link = await screen.findByRole('link', { name: /trace 101/ });
    await user.click(link);
    const panel = within(await screen.findByRole('dialog', { name: 'Decision 101' }));
    expect(await panel.findByText(/asked to come back later/)).toBeInTheDocument();
    expect(location.search).toContain('trace_id=101');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(location.search).toBe('?view=decisions');
    expect(screen.getByRole('link', { name: /trace 101/ })).toHaveFocus();
  });

  it('shows which rule counts and what is unknown, and keeps the rest behind a disclosure', async () => {
    const user = userEvent.setup();
    const checks = [
      ruleCheck({ list: 'enhanced_rules', rule_id: 'g-enh', result: 'not_matched', because: '4.7.1 is not 5.1.' }),
      ruleCheck({ list: 'message_rules', rule_id: 'g-msg', result: 'unknown', because: 'Needs the text.' }),
      ruleCheck({ list: 'message_rules', index: 1, rule_id: 'g-late', result: 'not_reached', because: '' }),
    ];
    const said = explanation({
      attempts: [explainedAttempt({ checks, decided_by: 'unknown', because: 'Nobody can tell which.' })],
      not_known: ['The text of the reply is stored nowhere.'],
    });
    openApp(`${PLACE}&trace_id=101`, explorer({ 'GET /decisions/101/explain': () => json({ data: said }) }));
    expect(await screen.findByText('Nobody can tell which.')).toBeInTheDocument();
    expect(within(screen.getByRole('list', { name: /that count/ })).getByText('Needs the text.')).toBeInTheDocument();
    expect(screen.getByText('4.7.1 is not 5.1.')).not.toBeVisible();
    await user.click(screen.getByText(/Why 1 rule of profile generic did not match/));
    expect(screen.getByText('4.7.1 is not 5.1.')).toBeVisible();
    expect(screen.getByText('1 later rule not asked.')).toBeInTheDocument();
    expect(screen.getByText('The text of the reply is stored nowhere.')).toBeInTheDocument();
  });

  it('tells the attempts as a story and marks the one that decided', async () => {
    const attempts = [
      explainedAttempt({ is_final: false }),
      explainedAttempt({ attempt_number: 2 }),
      explainedAttempt({ attempt_number: 3, mx_host: 'mx2.example.net', is_final: false, smtp_code: null }),
    ];
    openApp(
      `${PLACE}&trace_id=101`,
      explorer({ 'GET /decisions/101/explain': () => json({ data: explanation({ attempts }) }) }),
    );
    const story = await screen.findByRole('region', { name: '3 attempts' });
    expect(story).toHaveTextContent('the same host was tried again, after a wait as for greylisting');
    expect(story).toHaveTextContent('Decided as the attempt before.');
    expect(story).toHaveTextContent('Then the next host was tried.');
    expect(within(story).getAllByText('decided the probe')).toHaveLength(1);
  });

  it('replays with a candidate that the URL keeps', async () => {
    const user = userEvent.setup();
    const replay = {
      version: 'v4.3.0',
      kind: 'inferred',
      recorded_class: 'retryable',
      classes: ['policy_blocked'],
      rule_id: 'g-new',
      because: '4.7.1 begins with 4.7.',
    } as const;
    openApp(
      `${PLACE}&trace_id=101`,
      explorer({
        'GET /decisions/101/explain': ({ search }) =>
          json({ data: explanation({ replay: search === '?version=v4.3.0' ? replay : null }) }),
      }),
    );
    await user.selectOptions(await screen.findByLabelText('Policy version', { selector: '[role=dialog] select' }), [
      'v4.3.0',
    ]);
    expect(await screen.findByText(/4.7.1 begins with 4.7/)).toHaveTextContent(/^Inferred/);
    expect(location.search).toContain('trace_replay=v4.3.0');
  });

  it('says that a trace is gone', async () => {
    openApp(`${PLACE}&trace_id=7`, explorer());
    expect(await screen.findByText('This decision cannot be found')).toBeInTheDocument();
  });
});
