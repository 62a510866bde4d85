import { setTimeout as wait } from 'node:timers/promises';
import type { LaravelCommand, LaravelServer, LaravelServerUpsert } from '@app/contracts';
import type { CommandWish, LaravelClient } from '@app/laravel-client';
import { CALLER, ContractSandbox, START_WITHIN_MS, refusal } from './testing/contract-sandbox.js';
import { StandInAgent, done, doneAfter, failed } from '../testing/stand-in-agent.js';

let sandbox: ContractSandbox;
let client: LaravelClient;
let agent: StandInAgent;
let keys = 0;
beforeAll(async () => {
  sandbox = await ContractSandbox.start();
  client = sandbox.client;
}, START_WITHIN_MS);
beforeEach(async () => (agent = await StandInAgent.start()));
afterEach(() => agent.stop());
afterAll(() => sandbox.stop(), START_WITHIN_MS);

function newServer(fields: Partial<LaravelServerUpsert> = {}): Promise<LaravelServer> {
  const controlled = { process_control_mode: 'agent_systemd', agent_enabled: true, agent_base_url: agent.url } as const;
  return client.createServer(sandbox.server({ ...controlled, ...fields }), CALLER);
}

const wish = (action: CommandWish['action'], more: Partial<CommandWish> = {}): CommandWish => ({
  action,
  idempotencyKey: `key-${(keys += 1)}`,
  ...more,
});
const record = async (id: number) => (await client.listServers(CALLER)).servers.find((server) => server.id === id);

describe('2 row 7, and 6.2: a command', () => {
  it('is carried out by the agent, signed, and answered whole', async () => {
    const { id } = await newServer({ agent_timeout_seconds: 12 });
    const command = await client.runCommand(id, wish('restart', { reason: 'why not' }), {
      requestId: 'req-90',
      actor: 'alex',
    });
    expect(command).toMatchObject({
      engine_server_id: id,
      action: 'restart',
      status: 'success',
      source: 'alex',
      request_id: 'req-90',
      agent_command_id: 'agent-1',
      reason: 'why not',
      error_message: null,
    });
    expect(command.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect([command.started_at, command.finished_at]).toEqual([expect.any(String), expect.any(String)]);
    expect(agent.executed).toEqual([{ action: 'restart', service: 'vev-worker.service', timeoutSeconds: 12 }]);
    expect(agent.bodies[0]).toMatchObject({ command_id: command.id, timeout_seconds: 12, reason: 'why not' });
  });

  it('is executed once for one idempotency key, whatever it asks for the second time', async () => {
    const { id } = await newServer();
    const first = await client.runCommand(id, wish('stop', { idempotencyKey: 'one' }), CALLER);
    expect(await client.runCommand(id, wish('start', { idempotencyKey: 'one' }), CALLER)).toEqual(first);
    expect(agent.executed).toHaveLength(1);
    const other = await newServer();
    await client.runCommand(other.id, wish('stop', { idempotencyKey: 'one' }), CALLER); // a key is one server's
    expect(agent.executed).toHaveLength(2);
  });

  it('is executed once when many ask at once with one key', async () => {
    agent.answer = async (command) => {
      await wait(200);
      return done('active')(command);
    };
    const { id } = await newServer();
    const all = await Promise.all(
      [1, 2, 3, 4].map(() => client.runCommand(id, wish('restart', { idempotencyKey: 'many' }), CALLER)),
    );
    expect(new Set(all.map((command) => command.id)).size).toBe(1);
    expect(agent.executed).toHaveLength(1);
  });

  it('is executed each time without a key', async () => {
    const { id } = await newServer();
    const route = `/api/internal/engine-servers/${id}/commands`;
    for (let time = 0; time < 2; time += 1) await sandbox.raw('POST', route, { body: { action: 'status' } });
    expect(agent.executed).toHaveLength(2);
  });

  it('is waited for, for longer than other calls', async () => {
    agent.answer = async (command) => {
      await wait(9_000);
      return done('active')(command);
    };
    const { id } = await newServer({ agent_timeout_seconds: 20 });
    expect(await client.runCommand(id, wish('restart'), CALLER)).toMatchObject({ status: 'success' });
    expect(agent.executed).toHaveLength(1);
  }, 20_000);

  it('is pending for others meanwhile, and the process is on its way', async () => {
    const { id } = await newServer();
    const states: unknown[] = [];
    for (const action of ['start', 'restart', 'stop', 'status'] as const) {
      agent.answer = async (command) => {
        const server = await record(id);
        states.push([action, server?.process_state, server?.last_command_status]);
        return done('active')(command);
      };
      await client.runCommand(id, wish(action), CALLER);
    }
    expect(states).toEqual([
      ['start', 'starting', 'pending'],
      ['restart', 'starting', 'pending'],
      ['stop', 'stopping', 'pending'],
      ['status', 'running', 'pending'],
    ]);
  });
});

describe('6.2 step 5: outcomes', () => {
  it('success moves what the record knows of the agent', async () => {
    const { id } = await newServer();
    expect(await record(id)).toMatchObject({ process_state: 'unknown', last_agent_seen_at: null });
    await client.runCommand(id, wish('start'), { requestId: 'req-91', actor: 'alex' });
    expect(await record(id)).toMatchObject({
      process_state: 'running',
      last_agent_seen_at: expect.any(String),
      last_agent_error: null,
      last_transition_at: expect.any(String),
      last_command_status: 'success',
      last_command_request_id: 'req-91',
    });
  });

  it('status of a stopped unit is a failed command, and 200', async () => {
    const { id } = await newServer();
    agent.answer = failed('inactive', 'inactive');
    expect(await client.runCommand(id, wish('status'), CALLER)).toMatchObject({
      status: 'failed',
      error_message: 'inactive',
      agent_command_id: 'agent-2',
    });
    expect(await record(id)).toMatchObject({
      process_state: 'stopped',
      last_agent_error: 'inactive',
      last_agent_seen_at: null,
      last_command_status: 'failed',
    });
  });

  it.each([
    ['active', 'running'],
    ['RUNNING', 'running'],
    ['inactive', 'stopped'],
    ['failed', 'stopped'],
    ['dead', 'stopped'],
    ['activating', 'starting'],
    ['deactivating', 'stopping'],
    ['reloading', 'unknown'],
  ])('3.1 the service state %s is the process state %s', async (serviceState, processState) => {
    const { id } = await newServer();
    agent.answer = done(serviceState);
    await client.runCommand(id, wish('status'), CALLER);
    expect(await record(id)).toMatchObject({ process_state: processState });
  });

  it.each([
    ['active', 'running'],
    ['activating', 'starting'],
    ['deactivating', 'stopping'],
  ])(
    '2.5 a server whose service is %s cannot be deleted; one that is stopped can',
    async (serviceState, processState) => {
      const { id } = await newServer();
      agent.answer = done(serviceState);
      await client.runCommand(id, wish('status'), CALLER);
      expect(await refusal(client.deleteServer(id, CALLER))).toMatchObject({
        code: 'server_delete_blocked',
        details: { process_state: processState, heartbeat_state: 'none' },
      });
      agent.answer = done('inactive');
      await client.runCommand(id, wish('stop'), CALLER);
      await client.deleteServer(id, CALLER);
    },
  );

  it.each<[string, StandInAgent['answer'], Partial<LaravelCommand>]>([
    ['an empty 2xx', () => ({ status: 200, body: '' }), { status: 'success' }],
    ['a 2xx that is no JSON', () => ({ status: 200, body: 'fine' }), { status: 'success' }],
    [
      'a 2xx that says failed',
      () => ({ status: 200, body: { status: 'failed', message: 'no' } }),
      { status: 'failed', error_message: 'no' },
    ],
    [
      'a timeout of the agent',
      () => ({ status: 504, body: { status: 'failed', message: 'command_timeout', agent_command_id: 'a-3' } }),
      { status: 'failed', error_message: 'command_timeout', agent_command_id: 'a-3' },
    ],
    [
      'a failure without words',
      () => ({ status: 500, body: '' }),
      { status: 'failed', error_message: expect.stringContaining('500') as unknown as string },
    ],
  ])('%s', async (_, answer, expected) => {
    const { id } = await newServer();
    agent.answer = answer;
    expect(await client.runCommand(id, wish('status'), CALLER)).toMatchObject(expected);
  });

  it('an agent that is not there fails the command and makes the process unknown', async () => {
    const { id } = await newServer();
    await client.runCommand(id, wish('start'), CALLER);
    await agent.stop();
    expect(await client.runCommand(id, wish('status'), CALLER)).toMatchObject({
      status: 'failed',
      error_message: expect.any(String),
      agent_command_id: null,
    });
    expect(await record(id)).toMatchObject({ process_state: 'unknown' });
    agent = await StandInAgent.start();
  });

  it('an agent slower than its time fails the command', async () => {
    const { id } = await newServer({ agent_timeout_seconds: 2 });
    agent.answer = doneAfter(2_500, 'active');
    expect(await client.runCommand(id, wish('restart'), CALLER)).toMatchObject({ status: 'failed' });
  }, 10_000);

  it.each<[string, Partial<LaravelServerUpsert>]>([
    ['another mode', { process_control_mode: 'control_plane_only' }],
    ['the agent switched off', { agent_enabled: false }],
  ])('6.2 step 3: with %s it fails without a call', async (_, fields) => {
    const { id } = await newServer(fields);
    expect(await client.runCommand(id, wish('start'), CALLER)).toMatchObject({
      status: 'failed',
      error_message: expect.any(String),
    });
    expect(agent.executed.length + agent.refused.length).toBe(0);
  });
});

describe('6.2: the trap of the slash', () => {
  it('is there: a reason with a slash breaks the signature', async () => {
    const { id } = await newServer();
    const raw = await sandbox.raw('POST', `/api/internal/engine-servers/${id}/commands`, {
      body: { action: 'restart', reason: 'see a/b' },
    });
    expect(raw.body.data).toMatchObject({ status: 'failed', error_message: 'signature_mismatch' });
    expect(agent.refused).toEqual(['signature_mismatch']);
  });

  it('cannot be stepped into by the client, and the reason reads the same', async () => {
    const { id } = await newServer();
    const command = await client.runCommand(id, wish('restart', { reason: 'see https://a/b — é' }), CALLER);
    expect(command).toMatchObject({ status: 'success', reason: 'see https:∕∕a∕b — é' });
    expect(agent.refused).toEqual([]);
  });

  it("lies in a service's name too, which the client does not send", async () => {
    const input = sandbox.server({ agent_service_name: 'a/b.service' });
    expect(await refusal(client.createServer(input, CALLER))).toMatchObject({
      fields: [{ field: 'agent_service_name' }],
    });
  });
});

describe('2.3: the input of a command', () => {
  it.each([
    ['action', {}],
    ['action', { action: 'reload' }],
    ['action', { action: 'START' }],
    ['reason', { action: 'status', reason: 'x'.repeat(501) }],
    ['idempotency_key', { action: 'status', idempotency_key: 'x'.repeat(121) }],
  ])('is refused for its %s (%#)', async (field, body) => {
    const { id } = await newServer();
    const raw = await sandbox.raw('POST', `/api/internal/engine-servers/${id}/commands`, { body });
    expect(raw).toMatchObject({
      status: 422,
      body: { error_code: 'validation_failed', message: 'Validation failed.' },
    });
    expect(Object.keys(raw.body.errors)).toEqual([field]);
    expect(agent.executed).toHaveLength(0);
  });

  it('breaks the database with a reason above 255 characters; the client cuts it', async () => {
    const { id } = await newServer();
    const reason = 'é'.repeat(300);
    const raw = await sandbox.raw('POST', `/api/internal/engine-servers/${id}/commands`, {
      body: { action: 'status', reason },
    });
    expect([raw.status, raw.body.error_code]).toEqual([500, undefined]);
    expect(await client.runCommand(id, wish('status', { reason }), CALLER)).toMatchObject({
      status: 'success',
      reason: 'é'.repeat(255),
    });
  });

  it('breaks the database with an actor above 255 characters too; the client cuts it', async () => {
    const { id } = await newServer();
    const context = { requestId: 'r'.repeat(300), actor: 'a'.repeat(300) };
    expect(await client.runCommand(id, wish('status'), context)).toMatchObject({
      source: 'a'.repeat(255),
      request_id: 'r'.repeat(255),
    });
  });

  it('is not found for a server that does not exist', async () => {
    expect(await refusal(client.runCommand(999_999, wish('status'), CALLER))).toMatchObject({
      status: 404,
      mayHaveHappened: false,
    });
  });
});

describe('2 row 8: reading a command', () => {
  it('gives it back, and only to its server', async () => {
    const { id } = await newServer();
    const command = await client.runCommand(id, wish('status'), CALLER);
    expect(await client.readCommand(id, command.id, CALLER)).toEqual(command);
    const other = await newServer();
    expect(await refusal(client.readCommand(other.id, command.id, CALLER))).toMatchObject({
      status: 404,
      code: 'command_not_found',
    });
  });

  it.each(['0195562e-93c1-7c0e-8a55-0f7e2b6d9c10', 'no-uuid'])('knows no command %s', async (commandId) => {
    const { id } = await newServer();
    expect(await refusal(client.readCommand(id, commandId, CALLER))).toMatchObject({
      status: 404,
      code: 'request_failed',
    });
  });
});
