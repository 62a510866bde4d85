import { at } from '../testing/rows.js';
import { outcomeOf } from './command-outcome.js';

const NOW = at('08:20:01');
const answered = (status: number, body: unknown) => ({
  kind: 'answered' as const,
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('the outcome of a command', () => {
  it('is a success with 2xx, and the agent was seen', () => {
    const body = { status: 'success', agent_command_id: 'a-1', service_state: 'active' };
    expect(outcomeOf(answered(200, body), 'start', NOW)).toEqual({
      status: 'success',
      errorMessage: null,
      agentCommandId: 'a-1',
      agentResponse: body,
      server: { lastAgentSeenAt: NOW, lastAgentError: null, lastAgentStatus: body },
    });
  });

  it.each(['', 'fine', '[]'])('is a success with 2xx and %j', (text) => {
    expect(outcomeOf(answered(204, text), 'start', NOW)).toMatchObject({ status: 'success', agentResponse: {} });
  });

  it('is a failure with 2xx when the body says so', () => {
    const outcome = outcomeOf(answered(200, { status: 'failed', message: 'no' }), 'start', NOW);
    expect(outcome).toMatchObject({ status: 'failed', errorMessage: 'no' });
  });

  it('keeps what a failure says of the service, and does not count as seen', () => {
    const body = { status: 'failed', service_state: 'inactive', message: 'inactive', agent_command_id: 'a-2' };
    expect(outcomeOf(answered(422, body), 'status', NOW)).toEqual({
      status: 'failed',
      errorMessage: 'inactive',
      agentCommandId: 'a-2',
      agentResponse: body,
      server: { lastAgentError: 'inactive', lastAgentStatus: body },
    });
  });

  it('names the status when the body says nothing', () => {
    expect(outcomeOf(answered(502, '<html>'), 'stop', NOW).errorMessage).toBe('Agent request failed with status 502.');
  });

  it('leaves the service unknown when nobody answered', () => {
    const outcome = outcomeOf({ kind: 'silent', because: 'gone' }, 'stop', NOW);
    const said = {
      status: 'failed',
      action: 'stop',
      service_state: 'unknown',
      message: 'gone',
      checked_at: '2026-03-02T08:20:01.000000Z',
    };
    expect(outcome).toMatchObject({ status: 'failed', errorMessage: 'gone', agentResponse: said });
    expect(outcome.server).toEqual({ lastAgentError: 'gone', lastAgentStatus: said });
  });
});
