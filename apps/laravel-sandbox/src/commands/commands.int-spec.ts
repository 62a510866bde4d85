import { freePort } from '@app/testing';
import { StandInAgent, done, doneAfter } from '../testing/stand-in-agent.js';
import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

describe('commands', () => {
  let sandbox: TestSandbox;
  let agent: StandInAgent;
  let numbers = 0;
  beforeAll(async () => {
    [sandbox, agent] = await Promise.all([TestSandbox.start(), StandInAgent.start()]);
  }, STARTS_WITHIN_MS);
  afterAll(() => Promise.all([sandbox.stop(), agent.stop()]));
  beforeEach(() => {
    agent.executed.length = 0;
    agent.bodies.length = 0;
    agent.answer = done('active');
  });

  const call = (method: string, route: string, body?: object) => sandbox.internal(method, route, { body });
  const server = async (more: object = {}) => {
    numbers += 1;
    const controlled = { process_control_mode: 'agent_systemd', agent_enabled: true, agent_base_url: agent.url };
    const body = { name: `s-${numbers}`, ip_address: `10.3.0.${numbers}`, ...controlled, ...more };
    return `/api/internal/engine-servers/${(await call('POST', '/api/internal/engine-servers', body)).body.data.id}`;
  };
  const shown = async (route: string) => {
    const { servers } = (await call('GET', '/api/internal/engine-servers')).body.data;
    return servers.find(({ id }: { id: number }) => route.endsWith(`/${id}`));
  };

  it('are executed once, signed, and recorded', async () => {
    const route = await server();
    const headers = { 'X-Triggered-By': 'alex', 'X-Request-Id': 'req-90' };
    const body = { action: 'restart', reason: 'new image: a/b ü' };
    const answer = await sandbox.internal('POST', `${route}/commands`, { body, headers });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      action: 'restart',
      status: 'success',
      source: 'alex',
      request_id: 'req-90',
      idempotency_key: null,
      agent_command_id: 'agent-1',
      reason: 'new image: a/b ü',
      error_message: null,
    });
    const { id } = answer.body.data;
    expect(agent.executed).toEqual([{ action: 'restart', service: 'vev-worker.service', timeoutSeconds: 8 }]);
    expect(agent.bodies).toEqual([
      {
        command_id: id,
        action: 'restart',
        service: 'vev-worker.service',
        timeout_seconds: 8,
        reason: 'new image: a/b ü',
      },
    ]);
    expect((await call('GET', `${route}/commands/${id}`)).body).toEqual(answer.body);
    expect(await shown(route)).toMatchObject({
      process_state: 'running',
      last_agent_error: null,
      last_command_status: 'success',
      last_command_request_id: 'req-90',
    });
    expect((await shown(route)).last_agent_seen_at).not.toBeNull();
  });

  it('of a stopped service fail and say that it is stopped', async () => {
    const route = await server();
    const said = { status: 'failed', agent_command_id: 'a-2', service_state: 'inactive', message: 'inactive' };
    agent.answer = () => ({ status: 422, body: said });
    const answer = await call('POST', `${route}/commands`, { action: 'status' });
    expect([answer.status, answer.body.data]).toMatchObject([200, { status: 'failed', error_message: 'inactive' }]);
    expect(await shown(route)).toMatchObject({
      process_state: 'stopped',
      last_agent_error: 'inactive',
      last_agent_seen_at: null,
    });
    const listed = await call('GET', route.replace('/api/internal/engine-servers', '/sandbox/servers') + '/commands');
    expect(listed.body.data).toMatchObject([{ action: 'status', agent_response: said }]);
  });

  it('with the same key are executed once, also at the same time and with another action', async () => {
    const route = await server();
    agent.answer = doneAfter(100, 'active');
    const body = { action: 'restart', idempotency_key: 'k-1' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('POST', `${route}/commands`, body)));
    const again = await call('POST', `${route}/commands`, { action: 'stop', idempotency_key: 'k-1' });
    expect(new Set([...answers, again].map(({ body: { data } }) => data.id)).size).toBe(1);
    expect(again.body.data).toMatchObject({ action: 'restart', status: 'success' });
    expect(agent.executed).toHaveLength(1);
    await call('POST', `${await server()}/commands`, body);
    expect(agent.executed).toHaveLength(2);
  });

  it('show as pending to who looks meanwhile', async () => {
    const route = await server();
    agent.answer = doneAfter(300, 'active');
    const running = call('POST', `${route}/commands`, { action: 'stop' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await shown(route)).toMatchObject({ process_state: 'stopping', last_command_status: 'pending' });
    await running;
    expect(await shown(route)).toMatchObject({ process_state: 'running', last_command_status: 'success' });
  });

  it.each([
    ['an unreachable agent', async () => ({ agent_base_url: `http://127.0.0.1:${await freePort()}` })],
    ['no agent control', () => Promise.resolve({ process_control_mode: 'control_plane_only' })],
    ['a disabled agent', () => Promise.resolve({ agent_enabled: false })],
  ])('fail with %s and leave the process unknown', async (_, more) => {
    const route = await server(await more());
    const answer = await call('POST', `${route}/commands`, { action: 'start' });
    expect(answer.body.data).toMatchObject({ status: 'failed', agent_command_id: null });
    expect(answer.body.data.finished_at).not.toBeNull();
    expect(await shown(route)).toMatchObject({
      process_state: 'unknown',
      last_agent_error: answer.body.data.error_message,
    });
  });

  it('end when the agent takes longer than the server allows', async () => {
    const route = await server({ agent_timeout_seconds: 2 });
    agent.answer = doneAfter(4_000, 'active');
    const answer = await call('POST', `${route}/commands`, { action: 'start' });
    expect(answer.body.data).toMatchObject({
      status: 'failed',
      error_message: 'The agent did not answer within 2 seconds.',
    });
  });

  it.each([
    [{}, { action: ['The action field is required.'] }],
    [{ action: 'Start' }, { action: ['The selected action is invalid.'] }],
    [
      { action: 'stop', reason: 'x'.repeat(501), idempotency_key: 'k'.repeat(121) },
      {
        reason: ['The reason field must not be greater than 500 characters.'],
        idempotency_key: ['The idempotency key field must not be greater than 120 characters.'],
      },
    ],
  ])('are refused as %#', async (body, errors) => {
    const answer = await call('POST', `${await server()}/commands`, body);
    expect([answer.status, answer.body]).toMatchObject([422, { message: 'Validation failed.', errors }]);
  });

  it('are found by their own server alone', async () => {
    const [one, other] = [await server(), await server()];
    const { id } = (await call('POST', `${one}/commands`, { action: 'status' })).body.data;
    const foreign = await call('GET', `${other}/commands/${id}`);
    expect([foreign.status, foreign.body.error_code]).toEqual([404, 'command_not_found']);
    const unknown = await call('GET', `${one}/commands/x`);
    expect([unknown.status, unknown.body]).toEqual([
      404,
      { message: 'No query results for model [App\\Models\\EngineServerCommand] x' },
    ]);
  });
});
